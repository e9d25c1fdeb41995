using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Serverless.Core.Backtesting;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;
using Serverless.Core.Randomness;
using Serverless.Core.Strategies;
using Serverless.Core.Validation;
using Serverless.Core.Validation.Bootstrap;
using Serverless.Core.Validation.CrossValidation;
using Serverless.Core.Validation.MultipleTesting;
using Serverless.Core.Validation.Overfitting;

namespace Serverless.Bench;

/// <summary>Tests against luck at their usual size, beside plain loops over the definitions and beside numpy where it is installed.</summary>
internal static class StatisticsCommand
{
    private const int Days = 1_000;
    private const int Strategies = 200;
    private const int Rounds = 5;
    private static readonly Dictionary<string, double> Numpy = NumpySeconds();

    public static int Run()
    {
        var random = new SeededRandom(1);
        var columns = Enumerable.Range(0, Strategies)
            .Select(_ => Enumerable.Range(0, Days).Select(_ => 0.0003 + (0.01 * random.NextGaussian())).ToArray()).ToArray();
        CompareSuperiorAbility(columns);
        CompareOverfitting(columns);
        CompareBootstrap(columns[0]);
        CompareCombinatorial();
        return 0;
    }

    private static void CompareSuperiorAbility(double[][] columns)
    {
        const int Replications = 1_000, Block = 10;
        var matrix = ReturnMatrix.FromColumns(columns);
        double plain = 0, ours = 0;
        double Test(int threads)
        {
            var settings = new BootstrapSettings { Replications = Replications, Seed = 7, Parallelism = threads };
            return SuperiorPredictiveAbility.Test(matrix, ResampledMeans.Draw(matrix, new StationaryResampler(Block), settings), Block).PConsistent;
        }

        var seconds = SideBySide.Medians(
            Rounds,
            () => plain = PlainStatistics.SuperiorAbility(columns, new StationaryResampler(Block), Replications, Block, seed: 7),
            () => ours = Test(1),
            () => ours = Test(Environment.ProcessorCount));
        Check(plain, ours);
        Print("SPA, 1,000 bootstraps x 1,000 days x 200 strategies", "spa", seconds[0], seconds[1], seconds[2]);
    }

    private static void CompareOverfitting(double[][] columns)
    {
        var matrix = ReturnMatrix.FromColumns(columns);
        double plain = 0, ours = 0;
        double Test(int threads) =>
            BacktestOverfitting.Measure(matrix, 16, parallel: new ParallelOptions { MaxDegreeOfParallelism = threads }).Probability;

        var seconds = SideBySide.Medians(
            Rounds, () => ours = Test(1), () => ours = Test(Environment.ProcessorCount));
        var reference = SideBySide.Medians(1, () => plain = PlainStatistics.Overfitting(columns, 16))[0];
        Check(plain, ours);
        Print("PBO, S = 16 (12,870 splits), 1,000 days x 200 strategies", "pbo", reference, seconds[0], seconds[1]);
    }

    private static void CompareBootstrap(double[] series)
    {
        const int Paths = 10_000, Block = 10;
        double plain = 0, ours = 0;
        double Test(int threads) => Replications.Distribution(
            new CircularBlockResampler(Block),
            series,
            new BootstrapSettings { Replications = Paths, Seed = 7, Parallelism = threads },
            path => ReturnStatistics.Sharpe(ReturnMoments.Of(path), 1)!.Value).Average();

        var seconds = SideBySide.Medians(
            Rounds,
            () => plain = PlainStatistics.BlockBootstrap(series, Block, Paths, seed: 7),
            () => ours = Test(1),
            () => ours = Test(Environment.ProcessorCount));
        if (Math.Abs(plain - ours) > 0.002)
            throw new InvalidOperationException($"The bootstraps disagree: {plain:R} and {ours:R}.");
        Print("block bootstrap, 10,000 paths x 1,000 days, Sharpe ratio", "bootstrap", seconds[0], seconds[1], seconds[2]);
    }

    private static void CompareCombinatorial()
    {
        var bars = SyntheticMarket.Generate("SYNTH", Timeframe.H4, new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), 5 * 2191, seed: 42);
        var template = StrategyCatalog.Get("sma-cross");
        var candidates = ParameterNeighbourhood.Around(
            template, ImmutableSortedDictionary<string, double>.Empty.Add("fast", 20).Add("slow", 50), 16);
        var settings = new BacktestSettings();
        var shape = new CombinatorialSettings { PurgeBars = 1, EmbargoBars = 100 };
        double[] open = bars.Open.ToArray(), close = bars.Close.ToArray(), curve = new double[bars.Count];
        var evaluated = 0L;
        var splits = new CombinatorialPurgedSplits(shape.Groups, shape.TestGroups);
        for (var i = 0; i < splits.Count; i++)
        {
            var split = splits.Split(i, LabelSpans.OfBars(bars.Count, shape.PurgeBars), shape.EmbargoBars);
            evaluated += ((long)split.TrainCount * candidates.Count) + split.TestCount;
        }

        var seconds = SideBySide.Medians(
            Rounds,
            () =>
            {
                for (var left = evaluated; left > 0; left -= bars.Count)
                    BareLoop.Run(open, close, 20, 50, settings.InitialEquity, 4e-4, 2e-4, curve);
            },
            () =>
            {
                using var indicators = new IndicatorSet(bars, settings.Market);
                _ = CombinatorialEvaluator.Evaluate(indicators, template, candidates, settings, shape, CancellationToken.None);
            });
        Print(
            $"CPCV(10, 2), 16 candidates, {bars.Count:N0} H4 bars: {evaluated / 1e6:F1} M bars; bare loop over as many",
            "none",
            seconds[0],
            seconds[1],
            null);
    }

    private static void Check(double plain, double ours)
    {
        if (Math.Abs(plain - ours) > 1e-12)
            throw new InvalidOperationException($"The results disagree: {plain:R} and {ours:R}.");
    }

    private static void Print(string what, string numpy, double plain, double one, double? all)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{what}\n  plain C# {plain,8:F3} s   one thread {one,8:F3} s {one / plain,6:F2} x");
        if (all is { } seconds)
            line += string.Create(CultureInfo.InvariantCulture, $"   {Environment.ProcessorCount} threads {seconds,8:F3} s {seconds / plain,6:F2} x");
        if (Numpy.TryGetValue(numpy, out var reference))
            line += string.Create(CultureInfo.InvariantCulture, $"   numpy {reference,8:F3} s, one thread {one / reference:F2} x");
        Console.WriteLine(line);
    }

    private static Dictionary<string, double> NumpySeconds()
    {
        var python = Environment.GetEnvironmentVariable("PYTHON") ?? "python3";
        using var process = Process.Start(
            new ProcessStartInfo(python, [BuildPaths.NumpyReference]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            Console.WriteLine($"No comparison with numpy: {errors.Result.Trim().Split('\n')[^1]}");
            return [];
        }

        return lines.Select(line => line.Split(' ')).ToDictionary(part => part[0], part => double.Parse(part[1], CultureInfo.InvariantCulture));
    }
}
