using Serverless.Core.Backtesting;

namespace Serverless.Functions.Api;

/// <summary>The state of a backtest, as the API tells it.</summary>
/// <param name="BacktestId">The backtest.</param>
/// <param name="Status"><c>Pending</c>, <c>Running</c>, <c>Suspended</c>, <c>Completed</c>, <c>Failed</c> or <c>Terminated</c>.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="CompletedAt">When it ended.</param>
/// <param name="Kind"><c>Run</c> of strategies, or <c>Platform</c> of models.</param>
/// <param name="Title">Strategies or models and symbols.</param>
/// <param name="Experiment">Name under which the run is recorded.</param>
/// <param name="Step"><c>Opening</c>, <c>Running</c> or <c>Publishing</c>; null once it has ended.</param>
/// <param name="Share">Part of the run that is done, 0 to 1; of one strategy on one symbol 0 until it is done.</param>
/// <param name="EtaSeconds">Expected seconds until the run is done, at the pace so far; null when there is no pace yet.</param>
/// <param name="RunId">The run, as experiments name it.</param>
/// <param name="RunHash">Hash of its tables.</param>
/// <param name="ResultSha256">Hash of the summary's bytes.</param>
/// <param name="Failure">Why the run stopped before its end: a result too.</param>
/// <param name="Audit">The entry that records the result.</param>
/// <param name="Message">Why there is no result.</param>
/// <param name="Links">Where to go from here.</param>
public sealed record BacktestResource(
    string BacktestId,
    string Status,
    DateTimeOffset RequestedAt,
    DateTimeOffset? CompletedAt,
    string Kind,
    string Title,
    string Experiment,
    string? Step,
    double Share,
    double? EtaSeconds,
    string? RunId,
    string? RunHash,
    string? ResultSha256,
    BacktestFailure? Failure,
    AuditReference? Audit,
    string? Message,
    BacktestLinks Links);
