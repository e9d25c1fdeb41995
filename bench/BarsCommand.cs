using System.Collections.Immutable;
using System.Globalization;
using Serverless.Core.Backtesting;
using Serverless.Core.Execution.Costs;
using Serverless.Core.Execution.Simulation;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Strategies;
using Serverless.Core.Validation;

namespace Serverless.Bench;

/// <summary>Bars per second of the engine beside a bare loop over the same arrays, and of walk-forward analysis. One thread.</summary>
internal static class BarsCommand
{
    private const int Rounds = 21;
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static int Run()
    {
        CompareLoops(count: 1_000_000);
        MeasureWalkForward(count: 5 * 2191);
        return 0;
    }

    private static void CompareLoops(int count)
    {
        var bars = SyntheticMarket.Generate("SYNTH", Timeframe.M1, Start, count, seed: 42);
        double[] open = bars.Open.ToArray(), close = bars.Close.ToArray(), curve = new double[count];
        var settings = new BacktestSettings { AllowShort = false };
        var template = StrategyCatalog.Get("sma-cross");
        var parameters = ImmutableSortedDictionary<string, double>.Empty.Add("fast", 20).Add("slow", 50);
        double bare = 0, engine = 0, events = 0;

        var seconds = SideBySide.Medians(
            Rounds,
            () => bare = BareLoop.Run(open, close, 20, 50, settings.InitialEquity, 4e-4, 2e-4, curve),
            () => engine = Curve(bars, template, parameters, settings, curve),
            () => _ = Backtester.Run(bars, template, parameters, settings, ..),
            () => events = EventCurve(bars, curve, settings),
            () => _ = EventBacktester.Run(bars, template, parameters, settings, ..));

        if (Math.Abs(bare - engine) > 1e-6 * bare || engine != events)
            throw new InvalidOperationException($"The loops disagree: {bare:R}, {engine:R} and {events:R}.");
        Print("bare loop (speed of light)", count, seconds[0], seconds[0]);
        Print("engine: equity curve", count, seconds[1], seconds[0]);
        Print("engine: curve, trades, metrics", count, seconds[2], seconds[0]);
        Print("events: equity curve", count, seconds[3], seconds[0]);
        Print("events: all results", count, seconds[4], seconds[0]);
        MeasureOrders(bars, curve);
    }

    private static double EventCurve(BarSeries bars, double[] curve, BacktestSettings settings)
    {
        using var indicators = new IndicatorSet(bars, settings.Market);
        var strategy = new SmaCrossOrders(indicators.Sma(20), indicators.Sma(50), slow: 50);
        var failure = EventBacktester.RunCurve(
            bars,
            ref strategy,
            new BasisPointCommission(settings.Costs.CommissionBps),
            new BasisPointSlippage(settings.Costs.SlippageBps),
            new EventBacktestSettings { Rules = new SimulationRules { Sizing = settings.Sizing } },
            0,
            curve);
        return failure is null ? curve[^1] : throw new InvalidOperationException(failure.ToString());
    }

    // What an order costs: a strategy with ten thousand entries that carry a stop and a target, beside one that does nothing.
    private static void MeasureOrders(BarSeries bars, double[] curve)
    {
        const int Entries = 10_000;
        var settings = new EventBacktestSettings { InitialEquity = 1e9 };
        var orders = 0;
        void Run(int every)
        {
            var strategy = new BracketOrders(every);
            var failure = EventBacktester.RunCurve(
                bars, ref strategy, new BasisPointCommission(4), new BasisPointSlippage(2), settings, 0, curve);
            if (failure is not null)
                throw new InvalidOperationException(failure.ToString());
            orders = strategy.Orders;
        }

        var seconds = SideBySide.Medians(Rounds, () => Run(int.MaxValue), () => Run(bars.Count / Entries));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"events: {orders:N0} bracket orders {seconds[1] * 1e3,5:F2} ms, without {seconds[0] * 1e3:F2} ms: "
            + $"{(seconds[1] - seconds[0]) / orders * 1e9:F0} ns for an order with its two exits"));
    }

    private static double Curve(
        BarSeries bars,
        StrategyTemplate template,
        ImmutableSortedDictionary<string, double> parameters,
        BacktestSettings settings,
        double[] curve)
    {
        // Indicators are part of the work on both sides.
        using var indicators = new IndicatorSet(bars, settings.Market);
        return Backtester.RunCurve(indicators, template, parameters, settings, 0, curve) is { } failure
            ? throw new InvalidOperationException(failure.ToString())
            : curve[^1];
    }

    private static void MeasureWalkForward(int count)
    {
        var bars = SyntheticMarket.Generate("SYNTH", Timeframe.H4, Start, count, seed: 42);
        var settings = new BacktestSettings();
        var walkForward = new WalkForwardSettings();
        var windows = WalkForwardPlan.Create(bars, walkForward);
        var configurations = StrategyGenerator.Generate(new GenerationRequest(42, 60, ["SYNTH"]));
        var seconds = SideBySide.Medians(5, () =>
        {
            var features = new FeatureCache();
            foreach (var configuration in configurations)
            {
                using var indicators = features.SetOf("synthetic, seed 42", bars, settings.Market);
                WalkForwardEvaluator.Evaluate(indicators, configuration, settings, walkForward, windows, CancellationToken.None);
            }
        })[0];

        var perWindow = (walkForward.Candidates * walkForward.TrainDays) + walkForward.TrainDays + walkForward.TestDays;
        var evaluated = (double)configurations.Count * windows.Count * perWindow * 6;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"walk-forward: {configurations.Count} strategies x {windows.Count} windows x {walkForward.Candidates} candidates, "
            + $"{count:N0} H4 bars: {seconds:F2} s, {evaluated / seconds / 1e6:F0} M bar evaluations/s"));
    }

    private static void Print(string what, int bars, double seconds, double reference) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what,-32} {seconds * 1e3,8:F2} ms {bars / seconds / 1e6,8:F1} M bars/s {seconds / reference,6:F2} x"));
}
