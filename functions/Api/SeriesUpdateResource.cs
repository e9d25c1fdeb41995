using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Api;

/// <summary>What an update stored of one dataset.</summary>
/// <param name="Source">The source.</param>
/// <param name="Symbol">The instrument or figure as the source names it.</param>
/// <param name="Timeframe">Length of the bars; null for dated figures.</param>
/// <param name="Dataset">Name of the stored dataset; null when there is none.</param>
/// <param name="Added">New rows.</param>
/// <param name="Replaced">Rows that gave way to revised ones.</param>
/// <param name="Unchanged">Rows that arrived as they are stored.</param>
/// <param name="Conflicts">Rows that arrived different and were not taken.</param>
/// <param name="Rejected">Rows that cannot be bars.</param>
/// <param name="Failure">Why it failed; null when it did not.</param>
public sealed record SeriesUpdateResource(
    string Source,
    string Symbol,
    string? Timeframe,
    string? Dataset,
    int Added,
    int Replaced,
    int Unchanged,
    int Conflicts,
    int Rejected,
    string? Failure)
{
    internal static SeriesUpdateResource Of(SeriesUpdate update) => new(
        update.Target.Source,
        update.Target.Symbol,
        update.Target.Timeframe?.ToString(),
        update.Stored.Dataset?.Name,
        update.Stored.Added,
        update.Stored.Replaced,
        update.Stored.Unchanged,
        update.Stored.Conflicts,
        update.Stored.Rejected,
        update.Failure);
}
