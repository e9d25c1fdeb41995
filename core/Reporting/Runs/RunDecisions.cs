namespace Serverless.Core.Reporting.Runs;

/// <summary>Every decision of a run of models, and what went into it. All lists are in order of time.</summary>
public sealed record RunDecisions
{
    /// <summary>The dimensions of <see cref="RunDecision.Regimes"/>, in order.</summary>
    public static IReadOnlyList<string> Dimensions { get; } = ["equity", "volatility", "crypto", "macro"];

    /// <summary>The decisions.</summary>
    public required IReadOnlyList<RunDecision> All { get; init; }

    /// <summary>What models wanted.</summary>
    public required IReadOnlyList<RunWish> Wishes { get; init; }

    /// <summary>What limits did to it.</summary>
    public required IReadOnlyList<RunLimit> Adjustments { get; init; }

    /// <summary>What was left out.</summary>
    public required IReadOnlyList<RunSkip> Skips { get; init; }

    /// <summary>What models held.</summary>
    public required IReadOnlyList<RunHolding> Holdings { get; init; }

    /// <summary>Class of each asset.</summary>
    public required IReadOnlyDictionary<string, string> Classes { get; init; }

    /// <summary>The last decision at or before a time; null when there is none.</summary>
    public RunDecision? At(DateTime time) => All.LastOrDefault(decision => decision.Time <= time);

    /// <summary>The decision under which each step of a curve went: the last one before its end, else the first.</summary>
    public int[] Of(ReportCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        var decisions = new int[curve.CloseTicks.Length];
        var next = 0;
        for (var i = 0; i < decisions.Length; i++)
        {
            while (next + 1 < All.Count && All[next + 1].Time.Ticks < curve.CloseTicks[i])
                next++;
            decisions[i] = next;
        }

        return decisions;
    }
}
