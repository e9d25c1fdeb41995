using Serverless.Core.MarketData;

namespace Serverless.Core.Reporting.Runs;

/// <summary>What a run is compared with: the last known close of an instrument at every step of the run.</summary>
public sealed class ReportBenchmark
{
    private ReportBenchmark(string name, int from, ReportCurve curve, ReportCurve run) => (Name, From, Curve, Run) = (name, from, curve, run);

    /// <summary>Its symbol.</summary>
    public string Name { get; }

    /// <summary>The first step that has one.</summary>
    public int From { get; }

    /// <summary>Its curve from that step on, beginning with the equity of the run.</summary>
    public ReportCurve Curve { get; }

    /// <summary>The run over the same steps.</summary>
    public ReportCurve Run { get; }

    /// <summary>Lays a series beside a run. A close counts from the end of its bar.</summary>
    /// <param name="bars">The series.</param>
    /// <param name="curve">The run.</param>
    /// <exception cref="ArgumentException">The series has no close before the run ends.</exception>
    public static ReportBenchmark Align(BarSeries bars, ReportCurve curve)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(curve);
        if (Find(bars, curve) is { } found)
            return found;
        var (first, last) = (new DateTime(curve.CloseTicks[0]), new DateTime(curve.CloseTicks[^1]));
        throw new ArgumentException($"{bars.Symbol} has no bars between {first:yyyy-MM-dd} and {last:yyyy-MM-dd}, the time of the run.", nameof(bars));
    }

    /// <summary>The same, or null where the series has no closes before the run ends.</summary>
    internal static ReportBenchmark? Find(BarSeries bars, ReportCurve curve)
    {
        var length = bars.Timeframe.Length().Ticks;
        var closes = new List<double>(curve.CloseTicks.Length);
        int next = 0, from = 0;
        foreach (var step in curve.CloseTicks)
        {
            while (next < bars.Count && bars.OpenTicks[next] + length <= step)
                next++;
            if (next == 0)
                from++;
            else
                closes.Add(bars.Close[next - 1]);
        }

        if (closes.Count < 2)
            return null;

        // The first close is where both begin: what the benchmark did before it is not known.
        var start = curve.Equity[from];
        double[] equity = [.. closes.Skip(1).Select(close => start * close / closes[0])];
        return new ReportBenchmark(
            bars.Symbol,
            from,
            new ReportCurve(curve.CloseTicks[(from + 1)..], start, equity, curve.PeriodsPerYear),
            new ReportCurve(curve.CloseTicks[(from + 1)..], start, curve.Equity[(from + 1)..], curve.PeriodsPerYear));
    }
}
