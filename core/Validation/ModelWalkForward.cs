using System.Collections.Immutable;
using Serverless.Core.Backtesting;
using Serverless.Core.Backtesting.Models;
using Serverless.Core.Backtesting.Portfolio;
using Serverless.Core.Backtesting.Sweeps;
using Serverless.Core.Execution.Accounts;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;

namespace Serverless.Core.Validation;

/// <summary>
/// Walk-forward windows of a platform: on the training part all parameter sets of its models are run, and the one with the highest Sharpe ratio, the first
/// of equals, is run on the test part. Both parts start flat with the initial net asset value, and close what they hold at their end. A part is given no
/// bar that opens after it; bars before it warm models up.
/// </summary>
/// <param name="configuration">What is run; its start and end bound all windows.</param>
/// <param name="data">Bars and figures.</param>
public sealed class ModelWalkForward(PlatformConfiguration configuration, ModelData data)
{
    private const int FewestSteps = 20;

    /// <summary>The windows of a run.</summary>
    /// <exception cref="ArgumentException">Test parts would overlap.</exception>
    public IReadOnlyList<WalkForwardWindow> Plan(WalkForwardSettings settings)
    {
        var traded = new ModelRun(configuration, data).Traded;
        var first = configuration.Start ?? traded.Max(bars => bars.OpenTime(0));
        var last = traded.Max(bars => bars.OpenTime(bars.Count - 1) + bars.Timeframe.Length());
        return WalkForwardPlan.Create(first, configuration.End is { } end && end < last ? end : last, settings);
    }

    /// <summary>Evaluates a window.</summary>
    /// <param name="window">One of <see cref="Plan"/>.</param>
    /// <param name="sets">The parameter sets, named as <see cref="ModelAxes"/> says.</param>
    /// <param name="options">Threads; they change no bit.</param>
    /// <param name="cancellationToken">Looked at before every run.</param>
    public WindowResult Evaluate(
        WalkForwardWindow window, IReadOnlyList<ImmutableSortedDictionary<string, double>> sets, SweepOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(window);
        if (Part(window.TrainStart, window.TrainEnd) is not var (train, _) || Part(window.TestStart, window.TestEnd) is not var (test, run))
            return Without(window, EvaluationOutcome.InsufficientData, $"window {window.Index} has no bars to train or to test.");
        var rows = train.Run(sets, options, cancellationToken);
        if (rows.Where(row => row.Failure is null).MaxBy(row => row.Metrics!.Sharpe ?? double.NegativeInfinity) is not { } best)
            return Without(window, EvaluationOutcome.Failed, $"{rows[0].Failure}");
        var result = test.Execute(best.Parameters);
        if (result.Failure is { } failure)
            return Without(window, EvaluationOutcome.Failed, $"{failure}");
        return best.Metrics!.Bars < FewestSteps || result.Equity.Length < FewestSteps
            ? Without(window, EvaluationOutcome.InsufficientData, $"window {window.Index} has {best.Metrics.Bars} steps to train and {result.Equity.Length} to test; it needs {FewestSteps} of each.")
            : Tested(window, best, result, run.Traded);
    }

    private static WindowResult Tested(WalkForwardWindow window, SweepRow best, PortfolioResult result, IReadOnlyList<BarSeries> traded)
    {
        var returns = new double[result.Equity.Length];
        EquityReturns.Compute(result.Settings.InitialEquity, result.Equity, returns);
        return new WindowResult
        {
            Window = window,
            Outcome = EvaluationOutcome.Evaluated,
            Parameters = best.Parameters,
            InSample = best.Metrics,
            OutOfSample = result.Metrics,
            OpenTicks = ModelSweep.TicksWithin(result),
            Returns = returns,
            Trades = [.. result.Members.SelectMany(member => member.Books).SelectMany(book => book.Trades, (book, trade) => Times(trade, traded.First(bars => bars.Symbol == book.Symbol)))],
            Activity = result.Activity,
        };
    }

    private static Trade Times(in ClosedTrade trade, BarSeries bars) => new(
        trade.Quantity > 0 ? TradeSide.Long : TradeSide.Short,
        bars.OpenTime(trade.Entry.Bar),
        bars.OpenTime(trade.Exit.Bar),
        Math.Abs(trade.Quantity),
        trade.EntryPrice,
        trade.ExitPrice,
        trade.GrossProfit,
        trade.Commission,
        trade.Slippage,
        trade.NetProfit,
        trade.BarsHeld,
        trade.Excursion.Adverse,
        trade.Excursion.Favourable);

    private (ModelSweep Sweep, ModelRun Run)? Part(DateTime from, DateTime to)
    {
        var part = configuration with { Start = from, End = to, CloseAtEnd = true };
        try
        {
            var run = new ModelRun(part, data);
            return (new ModelSweep(part, run), run);
        }
        catch (ArgumentException)
        {
            // No bar of a symbol before the end, or none of any between.
            return null;
        }
    }

    private static WindowResult Without(WalkForwardWindow window, EvaluationOutcome outcome, string reason) => new() { Window = window, Outcome = outcome, Reason = reason };
}
