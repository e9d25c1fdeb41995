using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Serverless.Infra.Experiments;

/// <summary>A run under the name of an experiment: what it was made of, what came of it, and where its tables lie.</summary>
public sealed record ExperimentRecord
{
    /// <summary>Id of the run, from a hash over configuration, data and code: the same run again is the same record.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the experiment, which has any number of runs; see <see cref="ExperimentName"/>.</summary>
    public required string Name { get; init; }

    /// <summary>Id and name.</summary>
    [JsonIgnore]
    public ExperimentKey Key => new(Id, Name);

    /// <summary>What was run.</summary>
    public required ExperimentKind Kind { get; init; }

    /// <summary>How it ended.</summary>
    public required ExperimentStatus Status { get; init; }

    /// <summary>Why it did not complete; null when it did.</summary>
    public string? Error { get; init; }

    /// <summary>When it was recorded first.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When it was recorded last.</summary>
    public required DateTimeOffset LastRunAt { get; init; }

    /// <summary>How often it was recorded; a folder counts none and says 1.</summary>
    public int Runs { get; init; } = 1;

    /// <summary>Hash of the configuration.</summary>
    public required string ConfigurationHash { get; init; }

    /// <summary>Hash of all bars.</summary>
    public required string DataHash { get; init; }

    /// <summary>Version of the code.</summary>
    public required string CodeVersion { get; init; }

    /// <summary>Hash over the values of all tables.</summary>
    public required string ResultHash { get; init; }

    /// <summary>The strategies or models, in the order of the configuration.</summary>
    public IReadOnlyList<ExperimentModel> Models { get; init; } = [];

    /// <summary>The series.</summary>
    public IReadOnlyList<ExperimentData> Data { get; init; } = [];

    /// <summary>
    /// Parameters of the strategy as text; of several as <c>strategy/parameter</c>. Of a sweep, an optimisation or an examination those of
    /// its best set.
    /// </summary>
    public ImmutableSortedDictionary<string, string> Parameters { get; init; } = Ordered<string>();

    /// <summary>
    /// Every figure that is defined: of the account as <c>sharpe</c>, of one of its strategies, models or symbols as <c>subject/figure</c>.
    /// Names are in snake case.
    /// </summary>
    public ImmutableSortedDictionary<string, double> Metrics { get; init; } = Ordered<double>();

    /// <summary>The files, the summary with the whole configuration last.</summary>
    public IReadOnlyList<ExperimentArtefact> Artefacts { get; init; } = [];

    private static ImmutableSortedDictionary<string, T> Ordered<T>() => ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
}
