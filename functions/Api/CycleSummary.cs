namespace Serverless.Functions.Api;

/// <summary>A cycle as a line of a list.</summary>
/// <param name="CycleId">The cycle.</param>
/// <param name="Status"><c>Pending</c>, <c>Running</c>, <c>Suspended</c>, <c>Completed</c>, <c>Failed</c>, <c>Terminated</c> or <c>Purged</c>.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="CompletedAt">When it ended.</param>
/// <param name="Seed">Seed of everything random in it.</param>
/// <param name="Strategies">Number of configurations.</param>
/// <param name="ScorecardSha256">Hash of the scorecard's bytes.</param>
/// <param name="Message">Why it failed.</param>
public sealed record CycleSummary(
    string CycleId,
    string Status,
    DateTimeOffset RequestedAt,
    DateTimeOffset? CompletedAt,
    long Seed,
    int Strategies,
    string? ScorecardSha256,
    string? Message);
