using System.Text.Json.Nodes;
using Serverless.Infra.Runs;
using Serverless.Infra.State;

namespace Serverless.Infra.Experiments;

/// <summary>Where runs are recorded and found again.</summary>
public interface IExperimentCatalogue
{
    /// <summary>Stores the files of a run and the page of its report, then records it. The same run again changes no file and no result.</summary>
    /// <param name="name">Name of the experiment; see <see cref="ExperimentName"/>.</param>
    /// <param name="run">The run.</param>
    /// <param name="at">Now; of an activity that may be repeated, a time that stays the same, so that it counts once.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    /// <exception cref="ArgumentException">The name cannot be one.</exception>
    /// <exception cref="InvalidDataException">The run's summary does not say what it was made of.</exception>
    /// <exception cref="RunConflictException">The run was stored with other results: it cannot be reproduced.</exception>
    Task<ExperimentRecord> RecordAsync(string name, RunFiles run, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>The records that a query asks for, in its order.</summary>
    Task<IReadOnlyList<ExperimentRecord>> ListAsync(ExperimentQuery query, CancellationToken cancellationToken);

    /// <summary>The records whose id begins with <paramref name="idPrefix"/>, by id, then name.</summary>
    Task<IReadOnlyList<ExperimentRecord>> FindAsync(string idPrefix, CancellationToken cancellationToken);

    /// <summary>The summary of a run, as its last file has it.</summary>
    /// <exception cref="IOException">The file is gone.</exception>
    Task<JsonNode> SummaryAsync(ExperimentRecord record, CancellationToken cancellationToken);
}
