namespace Serverless.Cli.Api;

/// <summary>A deployment of <c>GET /api/v1/deployments</c>.</summary>
internal sealed record DeploymentStatus(
    string StrategyId,
    string? Type,
    string? Symbol,
    string Stage,
    bool Paused,
    double SizeFactor,
    string Capital,
    int? Rank,
    double? Score,
    int? StreakDays,
    bool IsLiveCandidate,
    string? RecommendedCapital,
    IReadOnlyList<string>? FailedGates,
    string? Verdict);
