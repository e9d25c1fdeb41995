namespace Serverless.Core.Indicators;

/// <summary>
/// Moving average convergence–divergence of Appel (2005): fast − slow exponential average, its own exponential average (the signal), and
/// their difference (the histogram). Every average starts from a simple one over its first period, the signal on the first values of the
/// line. A missing value starts all anew.
/// </summary>
public static class MovingAverageConvergence
{
    /// <summary>Line, signal and histogram of the close, in price units.</summary>
    public static Feature Feature { get; } = new()
    {
        Name = "macd",
        Outputs = [new("line", LineWarmUp), new("signal", SignalWarmUp), new("histogram", SignalWarmUp)],
        Parameters = [FeatureParameter.Period("fast", 12), FeatureParameter.Period("slow", 26), FeatureParameter.Period("signal", 9)],
        Convention = "ema(`fast`) − ema(`slow`); the signal is its ema, started when the line has `signal` values; histogram = line − signal",
        Source = "Appel 2005",
        Compute = static (set, arguments, result) => Compute(
            set.Bars.Close, arguments.Whole(0), arguments.Whole(1), arguments.Whole(2), result[0], result[1], result[2]),
    };

    /// <summary>Writes line, signal and histogram known at each bar; NaN until the averages have started.</summary>
    /// <param name="values">Oldest first.</param>
    /// <param name="fast">Length of the fast average, at least 1.</param>
    /// <param name="slow">Length of the slow average, at least 1.</param>
    /// <param name="signal">Length of the signal's average, at least 1.</param>
    /// <param name="line">Receives the line; as long as <paramref name="values"/>, as are the others.</param>
    /// <param name="signals">Receives the signal.</param>
    /// <param name="histogram">Receives the histogram.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is below 1.</exception>
    public static void Compute(
        ReadOnlySpan<double> values, int fast, int slow, int signal, Span<double> line, Span<double> signals, Span<double> histogram)
    {
        var (quick, tardy) = (SmoothedAverage.Exponential(fast), SmoothedAverage.Exponential(slow));
        var average = SmoothedAverage.Exponential(signal);
        for (var i = 0; i < line.Length; i++)
        {
            line[i] = quick.Add(values[i]) - tardy.Add(values[i]);
            signals[i] = average.Add(line[i]);
            histogram[i] = line[i] - signals[i];
        }
    }

    private static int LineWarmUp(FeatureArguments arguments) => Math.Max(arguments.Whole(0), arguments.Whole(1)) - 1;

    private static int SignalWarmUp(FeatureArguments arguments) => LineWarmUp(arguments) + arguments.Whole(2) - 1;
}
