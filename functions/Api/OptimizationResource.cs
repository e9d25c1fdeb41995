using System.Collections.Immutable;

namespace Serverless.Functions.Api;

/// <summary>The state of an optimisation, as the API tells it.</summary>
/// <param name="OptimizationId">The optimisation.</param>
/// <param name="Status"><c>Pending</c>, <c>Running</c>, <c>Suspended</c>, <c>Completed</c>, <c>Failed</c> or <c>Terminated</c>.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="CompletedAt">When it ended.</param>
/// <param name="Kind"><c>Run</c> of a signal, or <c>Platform</c> of models.</param>
/// <param name="Title">Strategy or models, and symbols.</param>
/// <param name="Experiment">Name under which the search is recorded.</param>
/// <param name="Method">How parameter sets are chosen.</param>
/// <param name="Objective">The figure that is looked for.</param>
/// <param name="Trials">Trials that are done; without result are those that were rejected or failed.</param>
/// <param name="TrialsPerSecond">Pace since it was asked for; null before the first batch is done.</param>
/// <param name="EtaSeconds">Expected seconds until all trials are done, at that pace; null when there is none.</param>
/// <param name="BestObjective">Objective of the best trial so far.</param>
/// <param name="BestParameters">Its parameters.</param>
/// <param name="OutOfSampleObjective">Objective of the same set on what the search has not seen, once it is completed.</param>
/// <param name="ParameterSets">Different sets that had a chance to be lucky, once it is completed.</param>
/// <param name="DeflatedSharpe">Probability that the best Sharpe ratio is above what so many sets show by luck, once it is completed.</param>
/// <param name="RunId">The search, as experiments name it.</param>
/// <param name="ResultSha256">Hash of the result's bytes.</param>
/// <param name="Audit">The entry that records the result.</param>
/// <param name="Message">Why it failed.</param>
/// <param name="Links">Where to go from here.</param>
public sealed record OptimizationResource(
    string OptimizationId,
    string Status,
    DateTimeOffset RequestedAt,
    DateTimeOffset? CompletedAt,
    string Kind,
    string Title,
    string Experiment,
    string Method,
    string Objective,
    WorkDone Trials,
    double? TrialsPerSecond,
    double? EtaSeconds,
    double? BestObjective,
    ImmutableSortedDictionary<string, double>? BestParameters,
    double? OutOfSampleObjective,
    int? ParameterSets,
    double? DeflatedSharpe,
    string? RunId,
    string? ResultSha256,
    AuditReference? Audit,
    string? Message,
    OptimizationLinks Links);
