using Serverless.Core.Metrics;
using Serverless.Core.Reporting.Documents;
using Serverless.Core.Reporting.Runs;
using Serverless.Core.Validation.Bootstrap;
using Serverless.Core.Validation.Overfitting;

namespace Serverless.Core.Reporting.TearSheets;

/// <summary>All figures of a sheet, each measured once; sections only arrange them.</summary>
internal sealed class SheetFigures
{
    public SheetFigures(ReportRun run, TearSheetOptions options)
    {
        var curve = run.Curve;
        if (options.Benchmark is null && run.Benchmark is { } bars)
            options = options with { Benchmark = ReportBenchmark.Find(bars, curve) };
        (Run, Options) = (run, options);
        var daily = curve.Daily;
        Risk = RiskMetrics.Measure(daily.Values, daily.DaysPerYear);
        Drawdowns = DrawdownProfile.Measure(curve.Returns);
        HasDays = curve.DayCount >= MinimumSample.Days;
        Blocks = BlockLength.Estimate(curve.Returns);
        Impact = RunImpact.Of(run, out var missing);
        ImpactMissing = missing;
        Probability = SharpeEstimate.Of(curve.Returns)?.ProbabilityAbove(0);
        if (HasDays && run.Figures is not null)
            Intervals = MetricIntervals.Measure(curve.Returns, curve.PeriodsPerYear, Blocks.ToStationary(), options.Bootstrap);
        if (options.Benchmark is { } benchmark)
        {
            Beside = BenchmarkComparison.Measure(benchmark.Run.Daily.Values, benchmark.Curve.Daily.Values, benchmark.Run.Daily.DaysPerYear);
            BenchmarkFigures = PerformanceMetrics.Measure(benchmark.Curve.Returns, benchmark.Curve.PeriodsPerYear, [], default);
        }
    }

    public ReportRun Run { get; }

    public TearSheetOptions Options { get; }

    /// <summary>Of daily returns.</summary>
    public RiskMetrics Risk { get; }

    /// <summary>Of steps.</summary>
    public DrawdownProfile Drawdowns { get; }

    /// <summary>Whether there are days enough for ratios.</summary>
    public bool HasDays { get; }

    public BlockLength Blocks { get; }

    /// <summary>Probability that the true Sharpe ratio is above 0.</summary>
    public double? Probability { get; }

    /// <summary>Impact of the run's orders; null where <see cref="ImpactMissing"/> says what is missing.</summary>
    public RunImpact? Impact { get; }

    /// <summary>What is missing for <see cref="Impact"/>.</summary>
    public string? ImpactMissing { get; }

    public MetricIntervals? Intervals { get; }

    public BenchmarkComparison? Beside { get; }

    public PerformanceMetrics? BenchmarkFigures { get; }

    /// <summary>A figure of returns, if there are days enough.</summary>
    public Cell OfDays(CellKind kind, double? value) => MinimumSample.OfDays(Run.Curve, kind, value);

    /// <summary>A figure per year, if there is time enough.</summary>
    public Cell OfSpan(CellKind kind, double? value) => MinimumSample.OfSpan(Run.Curve, kind, value);

    /// <summary>A figure of closed trades, if there are enough.</summary>
    public Cell OfTrades(CellKind kind, double? value) => MinimumSample.OfTrades(Run.Trades.Count, kind, value);

    /// <summary>Calendar days of a stretch of points of <see cref="Drawdowns"/>.</summary>
    public double DaysBetween(int fromPoint, int toPoint) => (Run.Curve.TimeOf(toPoint) - Run.Curve.TimeOf(fromPoint)).TotalDays;

    /// <summary>The longest time below the highest equity, in calendar days.</summary>
    public double LongestUnderwater => Drawdowns.Episodes.IsEmpty
        ? 0
        : Drawdowns.Episodes.Max(episode => DaysBetween(episode.PeakIndex, episode.RecoveryIndex ?? Run.Curve.Returns.Length));
}
