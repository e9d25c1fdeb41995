using Serverless.Core.MarketData;
using Serverless.Core.Randomness;

namespace Serverless.Core.Backtesting.Causality;

/// <summary>
/// Searches for look-ahead: no decision may depend on a bar that has not closed, so whatever is put in the place of the bars after a cut,
/// decisions up to it must stay. Half of the cuts fall on bars with a decision, where somebody who peeks is caught soonest. A search
/// that finds nothing is evidence, not certainty; one that finds something names the bar.
/// </summary>
public static class CausalityProof
{
    private const int FewBars = 3;

    /// <summary>Searches.</summary>
    /// <param name="bars">The series, at least two bars.</param>
    /// <param name="firstBar">Index of the first bar that may be decided on; cuts lie at or after it.</param>
    /// <param name="decide">Runs the strategy, afresh, over a series and gives its <see cref="Decisions"/>, by bar.</param>
    /// <param name="settings">Seed and effort.</param>
    /// <param name="cancellationToken">Looked at before every run.</param>
    /// <exception cref="ArgumentException">There is no bar after the first that may be decided on.</exception>
    public static CausalityReport Search(
        BarSeries bars,
        int firstBar,
        Func<BarSeries, IReadOnlyList<Decision>> decide,
        CausalitySettings settings,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(decide);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfNegative(firstBar);
        if (firstBar > bars.Count - 2)
            throw new ArgumentException($"{bars.Symbol} has {bars.Count} bars, and decisions begin at bar {firstBar}: there is no future to replace.", nameof(bars));

        var decisions = decide(bars);
        if (Difference(bars, decisions, decide(bars), bars.Count - 1) is { } unstable)
            return new CausalityReport(decisions.Count, [], 0, 0, unstable, IsRepeatable: false);

        var random = new SeededRandom(settings.Seed).Fork("causality");
        var cuts = Cuts(bars.Count, firstBar, decisions, settings.Cuts, random);
        var changes = new List<DecisionChange>();
        foreach (var cut in cuts)
        {
            foreach (var count in (ReadOnlySpan<int>)[bars.Count - cut - 1, 1 + random.NextInt(FewBars)])
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (Difference(bars, decisions, decide(OtherFuture.After(bars, cut, count, random)), cut) is { } change)
                    changes.Add(change);
            }
        }

        return new CausalityReport(decisions.Count, cuts, 2 * cuts.Count, changes.Count, changes.MinBy(change => (change.Bar, change.Cut)), IsRepeatable: true);
    }

    private static List<int> Cuts(int count, int firstBar, IReadOnlyList<Decision> decisions, int wanted, SeededRandom random)
    {
        var last = count - 2;
        var decided = decisions.Select(decision => decision.Bar).Where(bar => bar >= firstBar && bar <= last).Distinct().ToArray();
        var cuts = new SortedSet<int> { last };
        for (var i = 1; i < wanted; i++)
            cuts.Add(decided.Length > 0 && i % 2 == 0 ? decided[random.NextInt(decided.Length)] : firstBar + random.NextInt(last - firstBar + 1));
        return [.. cuts];
    }

    private static DecisionChange? Difference(BarSeries bars, IReadOnlyList<Decision> expected, IReadOnlyList<Decision> actual, int cut)
    {
        for (var i = 0; ; i++)
        {
            var before = i < expected.Count && expected[i].Bar <= cut ? expected[i] : (Decision?)null;
            var after = i < actual.Count && actual[i].Bar <= cut ? actual[i] : (Decision?)null;
            if (before is null && after is null)
                return null;
            if (before == after)
                continue;
            var bar = Math.Min(before?.Bar ?? int.MaxValue, after?.Bar ?? int.MaxValue);
            return new DecisionChange(bar, bars.OpenTime(bar), WhatAt(bar, before), WhatAt(bar, after), cut);
        }
    }

    private static string? WhatAt(int bar, Decision? decision) => decision?.Bar == bar ? decision.Value.What : null;
}
