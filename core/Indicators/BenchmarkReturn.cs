namespace Serverless.Core.Indicators;

/// <summary>The benchmark's simple return from bar to bar of the series, aligned by open time.</summary>
public static class BenchmarkReturn
{
    /// <summary>The return over one bar.</summary>
    public static Feature Feature { get; } = new()
    {
        Name = "benchmark-return",
        Outputs = [new("value", _ => 1)],
        Parameters = [],
        Convention = "simple return of the benchmark's close between this bar's open time and the bar's before; undefined where it has no bar",
        Source = "definition",
        Compute = static (set, _, result) => Compute(set, result[0]),
    };

    private static void Compute(IndicatorSet set, Span<double> result)
    {
        var benchmark = set.Benchmark ?? throw new InvalidOperationException(
            $"{set.Bars.Symbol}: this feature compares with a benchmark; give the indicator set one.");
        var times = set.Bars.OpenTicks;
        var previous = double.NaN;
        for (int i = 0, other = 0; i < times.Length; i++)
        {
            while (other < benchmark.Count && benchmark.OpenTicks[other] < times[i])
                other++;
            var now = other < benchmark.Count && benchmark.OpenTicks[other] == times[i] ? benchmark.Close[other] : double.NaN;
            result[i] = (now / previous) - 1;
            previous = now;
        }
    }
}
