using Serverless.Core.Backtesting;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;
using Serverless.Core.Strategies;

namespace Serverless.Core.Validation;

/// <summary>Puts the windows of a strategy together.</summary>
public static class StrategyEvaluation
{
    /// <summary>
    /// Stitches the test parts, in order of time whatever the order given, into one result. Windows without enough bars are left out;
    /// one that failed fails the strategy; a strategy that never traded is not judged.
    /// </summary>
    /// <param name="configuration">The strategy.</param>
    /// <param name="windows">Results of all its windows.</param>
    /// <param name="timeframe">Length of the bars.</param>
    /// <param name="settings">Settings of the runs.</param>
    /// <exception cref="ArgumentException">A window is given twice.</exception>
    public static StrategyResult Combine(
        StrategyConfiguration configuration, IReadOnlyList<WindowResult> windows, Timeframe timeframe, BacktestSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Combine(configuration, windows, timeframe.BarsPerYear(settings.Market), settings.InitialEquity);
    }

    /// <summary>As the other overload.</summary>
    /// <param name="configuration">What was run.</param>
    /// <param name="windows">Results of all its windows.</param>
    /// <param name="barsPerYear">Bars, or steps, in a year.</param>
    /// <param name="initialEquity">Equity that each part started with.</param>
    /// <exception cref="ArgumentException">A window is given twice.</exception>
    public static StrategyResult Combine(StrategyConfiguration configuration, IReadOnlyList<WindowResult> windows, double barsPerYear, double initialEquity)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(windows);
        if (windows.GroupBy(window => window.Window.Index).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"{configuration.Id}: window {twice.Key} is given twice.", nameof(windows));

        var ordered = windows.OrderBy(window => window.Window.Index).ToList();
        if (ordered.Find(window => window.Outcome == EvaluationOutcome.Failed) is { } failed)
            return Without(configuration, EvaluationOutcome.Failed, $"window {failed.Window.Index}: {failed.Reason}");
        var evaluated = ordered.FindAll(window => window.Outcome == EvaluationOutcome.Evaluated);
        if (evaluated.Count == 0)
        {
            var reason = ordered.Count == 0 ? "the series is too short for one walk-forward window." : ordered[0].Reason!;
            return Without(configuration, EvaluationOutcome.InsufficientData, reason);
        }

        if (evaluated.TrueForAll(window => window.Trades.Count == 0))
            return Without(configuration, EvaluationOutcome.InsufficientData, $"no trade in {evaluated.Count} test windows.");
        return Stitch(configuration, evaluated, barsPerYear, initialEquity);
    }

    private static StrategyResult Without(StrategyConfiguration configuration, EvaluationOutcome outcome, string reason) =>
        new() { Configuration = configuration, Outcome = outcome, Reason = reason };

    private static StrategyResult Stitch(
        StrategyConfiguration configuration, List<WindowResult> windows, double barsPerYear, double initialEquity)
    {
        double[] returns = [.. windows.SelectMany(window => window.Returns)];
        Trade[] trades = [.. windows.SelectMany(window => window.Trades)];
        var activity = new TradingActivity(
            windows.Sum(window => window.Activity.ExposedBars), windows.Sum(window => window.Activity.Turnover));
        var metrics = PerformanceMetrics.Measure(returns, barsPerYear, Array.ConvertAll(trades, trade => trade.NetProfit), activity);
        var inSample = windows.Average(window => window.InSample!.Sharpe);
        return new StrategyResult
        {
            Configuration = configuration,
            Outcome = EvaluationOutcome.Evaluated,
            Windows = windows.Count,
            OutOfSample = metrics,
            InSampleSharpe = inSample,
            SharpeDegradation = inSample - metrics.Sharpe,
            Persistence = ForwardPersistence.Measure(windows),
            Missing = windows.Aggregate(default(MissingBars), (missing, window) => missing.And(window.Missing)),
            FilledBars = windows.Sum(window => window.FilledBars),
            OpenTicks = [.. windows.SelectMany(window => window.OpenTicks)],
            Equity = Compound(initialEquity, returns),
            Trades = trades,
        };
    }

    private static double[] Compound(double equity, double[] returns)
    {
        var curve = new double[returns.Length];
        for (var i = 0; i < curve.Length; i++)
            curve[i] = equity *= 1 + returns[i];
        return curve;
    }
}
