using System.Globalization;
using Serverless.Core.Lifecycle;
using Serverless.Infra.State;

namespace Serverless.Functions.Api;

/// <summary>A deployment, as the API tells it.</summary>
public sealed record DeploymentResource
{
    /// <summary>Id of the configuration.</summary>
    public required string StrategyId { get; init; }

    /// <summary>Name of the template; null before its first promotion.</summary>
    public string? Template { get; init; }

    /// <summary>Type of strategy, whose share among live ones is limited.</summary>
    public string? Type { get; init; }

    /// <summary>The instrument.</summary>
    public string? Symbol { get; init; }

    /// <summary><c>Research</c>, <c>Candidate</c>, <c>Paper</c>, <c>Live</c> or <c>Retired</c>.</summary>
    public required string Stage { get; init; }

    /// <summary>Whether it takes no new positions for now.</summary>
    public required bool Paused { get; init; }

    /// <summary>Share of its size that positions have: 1 or 0.5.</summary>
    public required double SizeFactor { get; init; }

    /// <summary>Since when it is in its stage.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Capital that it holds, as a decimal text.</summary>
    public required string Capital { get; init; }

    /// <summary>What happened last.</summary>
    public string? LastChange { get; init; }

    /// <summary>Id of the parameters that it trades with, its own or a neighbour's, as of the last look at it; in lists, and where nobody has looked, null.</summary>
    public string? TradesAs { get; init; }

    /// <summary>When these were chosen.</summary>
    public DateTimeOffset? ChosenAt { get; init; }

    /// <summary>Rank in the last cycle.</summary>
    public int? Rank { get; init; }

    /// <summary>Unified score in the last cycle, 0 … 100.</summary>
    public double? Score { get; init; }

    /// <summary>Days in a row in the top.</summary>
    public int? StreakDays { get; init; }

    /// <summary>Whether it passes all gates, so that a seat is all that it needs.</summary>
    public bool IsLiveCandidate { get; init; }

    /// <summary>Capital that its figures and today's limits recommend, as a decimal text.</summary>
    public string? RecommendedCapital { get; init; }

    /// <summary>Sum of the weights of the gates that it passes, 0 … 1.</summary>
    public double? GateStrength { get; init; }

    /// <summary>Names of the gates that it does not pass; null when they were not evaluated.</summary>
    public IReadOnlyList<string>? FailedGates { get; init; }

    /// <summary>What the last cycle decided, and why.</summary>
    public string? Verdict { get; init; }

    /// <summary>The cycle whose promotions say so; details are under <c>/api/v1/cycles/{id}/promotions</c>.</summary>
    public string? CycleId { get; init; }

    /// <summary>The last changes, the oldest first; in lists, none.</summary>
    public IReadOnlyList<DeploymentChange> Changes { get; init; } = [];

    /// <summary>What the table shows.</summary>
    public static DeploymentResource Of(DeploymentRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Of(row.Deployment, row);
    }

    /// <summary>What the entity says, with what the table knows of the last cycle.</summary>
    public static DeploymentResource Of(Deployment deployment, DeploymentRow? row)
    {
        ArgumentNullException.ThrowIfNull(deployment);
        var (identity, standing) = (deployment.Identity ?? row?.Deployment.Identity, row?.Standing);
        var last = deployment.Changes.LastOrDefault();
        return new DeploymentResource
        {
            StrategyId = deployment.StrategyId,
            Template = identity?.Template,
            Type = identity?.Type.ToString(),
            Symbol = identity?.Symbol,
            Stage = deployment.Stage.ToString(),
            Paused = deployment.Standing.Paused,
            SizeFactor = deployment.Standing.HalfSize ? 0.5 : 1,
            Since = deployment.Since,
            Capital = deployment.Capital.ToString(CultureInfo.InvariantCulture),
            LastChange = last is null ? row?.LastChange : $"{last.Trigger} by {last.Author}: {last.Reason}",
            Rank = standing?.Rank,
            Score = standing?.Score,
            StreakDays = standing?.StreakDays,
            IsLiveCandidate = standing?.IsLiveCandidate ?? false,
            RecommendedCapital = standing?.RecommendedCapital?.ToString(CultureInfo.InvariantCulture),
            GateStrength = standing?.GateStrength,
            FailedGates = standing?.FailedGates?.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Verdict = standing?.Verdict,
            CycleId = standing?.CycleId,
            Changes = deployment.Changes,
        };
    }
}
