namespace Serverless.Core.Indicators;

/// <summary>Channel of Donchian: the highest high and the lowest low of the last <c>period</c> bars, the newest included.</summary>
public static class DonchianChannel
{
    /// <summary>The channel, in price units.</summary>
    public static Feature Feature { get; } = new()
    {
        Name = "donchian",
        Outputs = [new("upper", WarmUp), new("lower", WarmUp), new("middle", WarmUp)],
        Parameters = [FeatureParameter.Period("period", 20)],
        Convention = "highest high and lowest low of the last `period` bars, the newest included, and their mean",
        Source = "Donchian 1960",
        Compute = static (set, arguments, result) => Compute(
            set.Bars.High, set.Bars.Low, arguments.Whole(0), result[0], result[1], result[2]),
    };

    /// <summary>Writes the channel known at the close of each bar; the first <c>period − 1</c> values become NaN.</summary>
    /// <param name="high">Highest prices, oldest first.</param>
    /// <param name="low">Lowest prices.</param>
    /// <param name="period">Number of bars, at least 1.</param>
    /// <param name="upper">Receives the upper edge.</param>
    /// <param name="lower">Receives the lower edge.</param>
    /// <param name="middle">Receives the mean of both.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public static void Compute(
        ReadOnlySpan<double> high, ReadOnlySpan<double> low, int period, Span<double> upper, Span<double> lower, Span<double> middle)
    {
        RollingExtreme.Highest(high, period, upper);
        RollingExtreme.Lowest(low, period, lower);
        for (var i = 0; i < middle.Length; i++)
            middle[i] = lower[i] + ((upper[i] - lower[i]) / 2);
    }

    private static int WarmUp(FeatureArguments arguments) => arguments.Whole(0) - 1;
}
