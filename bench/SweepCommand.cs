using System.Globalization;
using Serverless.Core.Backtesting;
using Serverless.Core.Backtesting.Sweeps;
using Serverless.Core.Execution;
using Serverless.Core.MarketData;
using Serverless.Core.Strategies;

namespace Serverless.Bench;

/// <summary>A hundred parameter sets over 20,000 one-minute bars, with all figures, beside the bare loop with the same accounting.</summary>
internal static class SweepCommand
{
    private const int Rounds = 41;
    private const int Bars = 20_000;
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static int Run()
    {
        var bars = SyntheticMarket.Generate("SYNTH", Timeframe.M1, Start, Bars, seed: 43);
        var settings = new BacktestSettings
        {
            InitialEquity = 1e8,
            Costs = new ExecutionCosts { CommissionBps = 4, SlippageBps = 0 },
            Sizing = PositionSizing.Units(1),
            AllowShort = false,
        };
        var template = StrategyCatalog.Get("sma-cross");
        var grid = ParameterGrid.Of(template, [ParameterAxis.Parse("fast=5..50:5"), ParameterAxis.Parse("slow=60..240:20")]);
        var plan = new SweepPlan(new TemplateSubject(template, settings), bars, .., grid.Sets);
        Compare(plan, settings, threads: 1);
        Compare(plan, settings, threads: Environment.ProcessorCount);
        return 0;
    }

    private static void Compare(SweepPlan plan, BacktestSettings settings, int threads)
    {
        var options = new SweepOptions { Threads = threads };
        var bare = new BareSweep.Result[plan.Sets.Count];
        IReadOnlyList<SweepRow> rows = [];
        var seconds = SideBySide.Medians(
            Rounds,
            () => RunBare(plan, settings, threads, bare),
            () => rows = Sweep.Run(plan, options, CancellationToken.None));
        for (var i = 0; i < bare.Length; i++)
            Check(bare[i], rows[i]);
        var evaluated = (double)plan.Bars.Count * plan.Sets.Count;
        Print($"bare loop, {threads} threads", evaluated, seconds[0], seconds[0]);
        Print($"sweep, {threads} threads", evaluated, seconds[1], seconds[0]);
    }

    private static void RunBare(SweepPlan plan, BacktestSettings settings, int threads, BareSweep.Result[] results)
    {
        double[] open = plan.Bars.Open.ToArray(), high = plan.Bars.High.ToArray(), low = plan.Bars.Low.ToArray(), close = plan.Bars.Close.ToArray();
        var cents = Array.ConvertAll(close, price => (long)Math.Round(price * 100));
        var next = -1;
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ =>
        {
            var equity = new double[close.Length];
            var trades = new List<BareSweep.Trade>();
            for (var i = Interlocked.Increment(ref next); i < results.Length; i = Interlocked.Increment(ref next))
            {
                var (fast, slow) = ((int)plan.Sets[i]["fast"], (int)plan.Sets[i]["slow"]);
                results[i] = BareSweep.Run(
                    open, high, low, close, cents, fast, slow, settings.InitialEquity, settings.Costs.CommissionBps / 10_000, equity, trades);
            }
        });
    }

    private static void Check(BareSweep.Result bare, SweepRow row)
    {
        // Averages that are equal in cents may differ in the last bit: a trade more or less.
        if (row.Metrics is not { } metrics || Math.Abs(metrics.Trades - bare.Trades) > 1 || Math.Abs(row.FinalEquity!.Value - bare.Equity) > 1e-6 * bare.Equity)
        {
            throw new InvalidOperationException($"The loops disagree: {bare} and {row}.");
        }
    }

    private static void Print(string what, double evaluated, double seconds, double bare) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what,-22} {seconds * 1e3,7:F2} ms  {evaluated / seconds / 1e6,6:F0} M bars/s  {seconds / bare,5:F2} times the bare loop"));
}
