using Serverless.Core.Reporting.Runs;
using Serverless.Core.Risk;

namespace Serverless.Core.Reporting.Attribution;

/// <summary>Why a position is held: what each model wanted, what netting made of it, what every limit left, and what came of it. Weights are shares of net
/// asset value.</summary>
public sealed record PositionExplanation
{
    /// <summary>The asset.</summary>
    public required string Asset { get; init; }

    /// <summary>The decision under which the position was held at the time that was asked for.</summary>
    public required RunDecision Decision { get; init; }

    /// <summary>What each model wanted that named the asset; the parts sum to the whole, before and after limits.</summary>
    public required IReadOnlyList<RunWish> Wishes { get; init; }

    /// <summary>The wishes, long and short netted; 0 without any.</summary>
    public required double Asked { get; init; }

    /// <summary>Every limit that cut it, in order.</summary>
    public required IReadOnlyList<LimitStep> Limits { get; init; }

    /// <summary>The target after limits.</summary>
    public required double Allowed { get; init; }

    /// <summary>Weight held before the decision; null where no model named the asset.</summary>
    public required double? Held { get; init; }

    /// <summary>Weight after the trades that were planned; null where no model named the asset.</summary>
    public required double? Planned { get; init; }

    /// <summary>Trades left out, and models that could not decide, with reasons.</summary>
    public required IReadOnlyList<RunSkip> Skips { get; init; }

    /// <summary>What models held at the first step at or after the time that was asked for, else at the last; empty when nothing was held.</summary>
    public required IReadOnlyList<RunHolding> Holdings { get; init; }

    /// <summary>Explains a position.</summary>
    /// <param name="run">The run.</param>
    /// <param name="asset">The asset.</param>
    /// <param name="time">UTC time; after the end of the run, its end.</param>
    /// <exception cref="ArgumentException">The run is not one of models, does not know the asset, or had not begun.</exception>
    public static PositionExplanation Of(ReportRun run, string asset, DateTime time)
    {
        ArgumentNullException.ThrowIfNull(run);
        var decisions = run.Decisions
            ?? throw new ArgumentException($"{run.RunId} is no run of models: it has no wishes to attribute positions to.", nameof(run));
        if (!decisions.Classes.ContainsKey(asset))
            throw new ArgumentException($"The run has no asset '{asset}'; it has {string.Join(", ", decisions.Classes.Keys.Order(StringComparer.Ordinal))}.", nameof(asset));
        var decision = decisions.At(time)
            ?? throw new ArgumentException(
                decisions.All is [var first, ..] ? $"The run began on {first.Time:yyyy-MM-dd HH:mm} UTC." : "The run made no decisions.", nameof(time));
        var wishes = decisions.Wishes.Where(wish => wish.Time == decision.Time && wish.Symbol == asset).ToList();
        var (asked, allowed) = wishes is [var any, ..] ? (any.SymbolAsked, any.SymbolAllowed) : (0, 0);
        var step = run.Curve.CloseTicks.FirstOrDefault(ticks => ticks >= time.Ticks, run.Curve.CloseTicks.LastOrDefault());
        return new PositionExplanation
        {
            Asset = asset,
            Decision = decision,
            Wishes = wishes,
            Asked = asked,
            Limits = Steps(decisions, decision, asset, asked),
            Allowed = allowed,
            Held = wishes is [var one, ..] ? one.SymbolHeld : null,
            Planned = wishes is [var same, ..] ? same.SymbolPlanned : null,
            Skips = [.. decisions.Skips.Where(skip => skip.Time == decision.Time && skip.Symbol == asset)],
            Holdings = [.. decisions.Holdings.Where(holding => holding.Time.Ticks == step && holding.Symbol == asset)],
        };
    }

    // A limit on the asset itself says what is left of it; one on its class or on all leaves the same share of each.
    private static List<LimitStep> Steps(RunDecisions decisions, RunDecision decision, string asset, double asked)
    {
        var steps = new List<LimitStep>();
        var weight = asked;
        foreach (var made in decisions.Adjustments.Where(made => made.Time == decision.Time && made.After is not null))
        {
            var left = made.Subject == asset ? Math.CopySign(made.After!.Value, weight)
                : made.Subject == RiskLimitNames.Portfolio || made.Subject == decisions.Classes[asset] ? weight * (made.After!.Value / made.Before)
                : weight;
            if (left == weight)
                continue;
            steps.Add(new LimitStep(made.Limit, made.Subject, made.Allowed, made.Before, weight, left));
            weight = left;
        }

        return steps;
    }
}
