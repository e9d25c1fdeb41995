namespace Serverless.Core.Indicators;

/// <summary>
/// Bands of Bollinger (2001): the simple average of the last <c>period</c> values ± <c>width</c> population standard deviations, with %b
/// (0 at the lower band, 1 at the upper, ½ when the bands coincide) and bandwidth ((upper − lower) ÷ middle). NaN while a value is missing.
/// </summary>
public static class BollingerBands
{
    /// <summary>The bands of the close.</summary>
    public static Feature Feature { get; } = new()
    {
        Name = "bollinger",
        Outputs =
        [
            new("middle", WarmUp), new("upper", WarmUp), new("lower", WarmUp), new("percent-b", WarmUp), new("bandwidth", WarmUp),
        ],
        Parameters = [FeatureParameter.Period("period", 20), new("width", 0.1, 10, 2, Whole: false)],
        Convention = "sma ± `width` population deviations; %b is 0 at the lower band, 1 at the upper, ½ when they coincide; "
            + "bandwidth = (upper − lower) ÷ middle",
        Source = "Bollinger 2001",
        Compute = static (set, arguments, result) => Compute(
            set.Bars.Close, arguments.Whole(0), arguments[1], result[0], result[1], result[2], result[3], result[4]),
    };

    /// <summary>Writes the bands known at each bar; the first <c>period − 1</c> values become NaN.</summary>
    /// <param name="values">Oldest first.</param>
    /// <param name="period">Number of values, at least 1.</param>
    /// <param name="width">Distance of the bands from the middle, in standard deviations; positive.</param>
    /// <param name="middle">Receives the average; as long as <paramref name="values"/>, as are the others.</param>
    /// <param name="upper">Receives the upper band.</param>
    /// <param name="lower">Receives the lower band.</param>
    /// <param name="percentB">Receives %b.</param>
    /// <param name="bandwidth">Receives the bandwidth.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> or <paramref name="width"/> is out of range.</exception>
    public static void Compute(
        ReadOnlySpan<double> values,
        int period,
        double width,
        Span<double> middle,
        Span<double> upper,
        Span<double> lower,
        Span<double> percentB,
        Span<double> bandwidth)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        SimpleMovingAverage.Compute(values, period, middle);
        RollingDeviation.Compute(values, period, upper);
        for (var i = 0; i < middle.Length; i++)
        {
            var band = width * upper[i];
            upper[i] = middle[i] + band;
            lower[i] = middle[i] - band;
            percentB[i] = band == 0 ? 0.5 : 0.5 + ((values[i] - middle[i]) / (2 * band));
            bandwidth[i] = 2 * band / middle[i];
        }
    }

    private static int WarmUp(FeatureArguments arguments) => arguments.Whole(0) - 1;
}
