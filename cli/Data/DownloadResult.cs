namespace Serverless.Cli.Data;

/// <summary>How the download of one dataset ended, as the JSON tells it.</summary>
/// <param name="Source">The source.</param>
/// <param name="Symbol">The instrument or figure as the source names it.</param>
/// <param name="Timeframe">Length of the bars; null for dated figures.</param>
/// <param name="Dataset">Name of the stored dataset; null when there is none.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Last">Its last time.</param>
/// <param name="Added">New rows.</param>
/// <param name="Replaced">Rows that gave way to revised ones.</param>
/// <param name="Unchanged">Rows that arrived as they are stored.</param>
/// <param name="Conflicts">Rows that arrived different and were not taken.</param>
/// <param name="Rejected">Rows that cannot be bars.</param>
/// <param name="Failure">Why it failed; null when it did not.</param>
internal sealed record DownloadResult(
    string Source,
    string Symbol,
    string? Timeframe,
    string? Dataset,
    int Rows,
    DateTimeOffset? Last,
    int Added,
    int Replaced,
    int Unchanged,
    int Conflicts,
    int Rejected,
    string? Failure);
