namespace Serverless.Functions.Api;

/// <summary>The state of an update of market data, as the API tells it.</summary>
/// <param name="UpdateId">The update.</param>
/// <param name="Status"><c>Pending</c>, <c>Running</c>, <c>Suspended</c>, <c>Completed</c>, <c>Failed</c> or <c>Terminated</c>.</param>
/// <param name="RequestedBy">Who asked for it.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="CompletedAt">When it ended.</param>
/// <param name="Datasets">Datasets that are done; without result are those that failed.</param>
/// <param name="EtaSeconds">Expected seconds until all are done, at the pace so far; null when there is no pace yet.</param>
/// <param name="Series">What was stored of each, once all are done.</param>
/// <param name="Message">Why the update itself failed.</param>
/// <param name="Self">Path of this resource.</param>
public sealed record MarketDataUpdateResource(
    string UpdateId,
    string Status,
    string RequestedBy,
    DateTimeOffset RequestedAt,
    DateTimeOffset? CompletedAt,
    WorkDone Datasets,
    double? EtaSeconds,
    IReadOnlyList<SeriesUpdateResource> Series,
    string? Message,
    string Self);
