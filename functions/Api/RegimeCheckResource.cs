using Serverless.Core.Regimes;

namespace Serverless.Functions.Api;

/// <summary>A check of the regimes, as the API tells it.</summary>
/// <param name="CheckId">The check.</param>
/// <param name="Status"><c>Pending</c>, <c>Running</c>, <c>Suspended</c>, <c>Completed</c>, <c>Failed</c> or <c>Terminated</c>.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="CompletedAt">When it ended.</param>
/// <param name="Changes">What holds now and did not at the check before.</param>
/// <param name="Reevaluation">Path of the cycle that answers the changes; null without one.</param>
/// <param name="Message">Why it failed.</param>
/// <param name="Self">Path of this resource.</param>
public sealed record RegimeCheckResource(
    string CheckId,
    string Status,
    DateTimeOffset RequestedAt,
    DateTimeOffset? CompletedAt,
    IReadOnlyList<RegimeChange> Changes,
    string? Reevaluation,
    string? Message,
    string Self);
