using Serverless.Core.Lifecycle;

namespace Serverless.Infra.State;

/// <summary>What the last cycle that promotes said of a strategy.</summary>
public sealed record DeploymentStanding
{
    /// <summary>The cycle.</summary>
    public required string CycleId { get; init; }

    /// <summary>When it was decided.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Rank; null without one.</summary>
    public int? Rank { get; init; }

    /// <summary>Unified score, 0 … 100; null without one.</summary>
    public double? Score { get; init; }

    /// <summary>Days in a row in the top.</summary>
    public required int StreakDays { get; init; }

    /// <summary>Whether it passes all gates, so that a seat is all that it needs.</summary>
    public required bool IsLiveCandidate { get; init; }

    /// <summary>Capital that its figures and today's limits recommend.</summary>
    public decimal? RecommendedCapital { get; init; }

    /// <summary>Sum of the weights of the gates that it passes, 0 … 1; null when they were not evaluated.</summary>
    public double? GateStrength { get; init; }

    /// <summary>Names of the gates that it does not pass, separated by spaces; null when they were not evaluated.</summary>
    public string? FailedGates { get; init; }

    /// <summary>What was decided, and why.</summary>
    public required string Verdict { get; init; }

    /// <summary>What a decision says.</summary>
    /// <param name="cycleId">The cycle.</param>
    /// <param name="at">When it was decided.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="score">The strategy's score in the cycle; null without one.</param>
    public static DeploymentStanding Of(string cycleId, DateTimeOffset at, PromotionDecision decision, double? score)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return new()
        {
            CycleId = cycleId,
            At = at,
            Rank = decision.Rank,
            Score = score,
            StreakDays = decision.StreakDays,
            IsLiveCandidate = decision.IsLiveCandidate,
            RecommendedCapital = decision.Report?.RecommendedCapital,
            GateStrength = decision.Report?.Strength,
            FailedGates = decision.Report is { } report ? string.Join(' ', report.Gates.Where(gate => !gate.Passed).Select(gate => gate.Name)) : null,
            Verdict = decision.Verdict,
        };
    }
}
