using System.Text.Json.Nodes;

namespace Serverless.Infra.Experiments;

/// <summary>Configurations of recorded runs.</summary>
public static class ExperimentConfigurations
{
    /// <summary>The whole configuration of a run, all defaults written out.</summary>
    /// <exception cref="IOException">The file is gone.</exception>
    public static async Task<JsonNode> ConfigurationAsync(this IExperimentCatalogue catalogue, ExperimentRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        return (await catalogue.SummaryAsync(record, cancellationToken))["configuration"]!;
    }
}
