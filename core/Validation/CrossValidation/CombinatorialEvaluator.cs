using System.Collections.Immutable;
using Serverless.Core.Backtesting;
using Serverless.Core.Indicators;
using Serverless.Core.Metrics;
using Serverless.Core.Strategies;

namespace Serverless.Core.Validation.CrossValidation;

/// <summary>
/// Runs a strategy through combinatorial purged cross-validation. In each split, every candidate is run on every stretch of the training part,
/// and the best is run on every stretch of the test part. A stretch starts flat and closes what it holds at its last close, so that no trade
/// crosses into another part.
/// </summary>
public static class CombinatorialEvaluator
{
    /// <summary>Evaluates all splits.</summary>
    /// <param name="indicators">Indicators of the whole series; bars before a stretch warm it up.</param>
    /// <param name="template">The rule.</param>
    /// <param name="candidates">Parameter sets to choose from, at least one; the first of equals wins.</param>
    /// <param name="settings">Costs, sizing, and so on; what is held at the end of a stretch is always closed.</param>
    /// <param name="crossValidation">Groups, purge and embargo.</param>
    /// <param name="cancellationToken">Looked at before every split.</param>
    /// <returns>Paths, or a failure: when no candidate finishes its training part, or the one chosen fails in a test.</returns>
    /// <exception cref="ArgumentException">There is no candidate, or purge and embargo leave nothing to train on.</exception>
    public static CombinatorialResult Evaluate(
        IndicatorSet indicators,
        StrategyTemplate template,
        IReadOnlyList<ImmutableSortedDictionary<string, double>> candidates,
        BacktestSettings settings,
        CombinatorialSettings crossValidation,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(indicators);
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(crossValidation);
        ArgumentOutOfRangeException.ThrowIfZero(candidates.Count);
        var splits = new CombinatorialPurgedSplits(crossValidation.Groups, crossValidation.TestGroups);
        var labels = LabelSpans.OfBars(indicators.Bars.Count, crossValidation.PurgeBars);
        var runs = new StretchRuns(indicators, template, settings with { CloseAtEnd = true });
        var results = new CombinatorialSplitResult[splits.Count];
        var outOfSample = new double[splits.Count][];
        for (var i = 0; i < results.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var split = splits.Split(i, labels, crossValidation.EmbargoBars);
            if (split.TrainCount == 0)
                throw new ArgumentException($"Split {i} has no bar to train on: purge or embargo is too long.", nameof(crossValidation));
            var (chosen, inSample) = runs.Choose(candidates, split.Train);
            if (runs.Returns(chosen, split.Test) is not { } returns)
                return new CombinatorialResult { Failure = $"split {i}: {runs.LastFailure}" };
            outOfSample[i] = returns;
            results[i] = new CombinatorialSplitResult(splits.TestGroupsOf(i), chosen, inSample, runs.Sharpe(returns));
        }

        var paths = splits.Assemble(outOfSample, indicators.Bars.Count);
        return new CombinatorialResult
        {
            Splits = results,
            Paths = paths,
            PathSharpes = Array.ConvertAll(paths, path => runs.Sharpe(path) ?? 0),
        };
    }

    private sealed class StretchRuns(IndicatorSet indicators, StrategyTemplate template, BacktestSettings settings)
    {
        public BacktestFailure? LastFailure { get; private set; }

        public double? Sharpe(double[] returns) => ReturnStatistics.Sharpe(ReturnMoments.Of(returns), indicators.BarsPerYear);

        public (ImmutableSortedDictionary<string, double> Chosen, double? Sharpe) Choose(
            IReadOnlyList<ImmutableSortedDictionary<string, double>> candidates, IReadOnlyList<IndexRange> train)
        {
            // When all fail, the first one's failure in the test is the one reported.
            (ImmutableSortedDictionary<string, double> Chosen, double? Sharpe) best = (candidates[0], null);
            foreach (var candidate in candidates)
            {
                if (Returns(candidate, train) is { } returns && Sharpe(returns) is { } sharpe && !(best.Sharpe >= sharpe))
                    best = (candidate, sharpe);
            }

            return best;
        }

        public double[]? Returns(ImmutableSortedDictionary<string, double> parameters, IReadOnlyList<IndexRange> stretches)
        {
            var returns = new double[stretches.Sum(stretch => stretch.Length)];
            var filled = 0;
            foreach (var stretch in stretches)
            {
                var curve = returns.AsSpan(filled, stretch.Length);
                LastFailure = Backtester.RunCurve(indicators, template, parameters, settings, stretch.Start, curve);
                if (LastFailure is not null)
                    return null;
                EquityReturns.Compute(settings.InitialEquity, curve, curve);
                filled += stretch.Length;
            }

            return returns;
        }
    }
}
