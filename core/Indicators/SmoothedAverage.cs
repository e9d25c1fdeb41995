namespace Serverless.Core.Indicators;

/// <summary>
/// An average that forgets: the simple average of the first <c>period</c> values, then a step of <c>weight</c> towards each new one.
/// NaN until it has seen them; a missing value starts it anew.
/// </summary>
internal struct SmoothedAverage
{
    private readonly int period;
    private readonly double kept;
    private int count;
    private double average;

    private SmoothedAverage(int period, double weight)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        (this.period, kept) = (period, 1 - weight);
    }

    /// <summary>Weight 2 ÷ (period + 1).</summary>
    public static SmoothedAverage Exponential(int period) => new(period, 2.0 / (period + 1));

    /// <summary>Weight 1 ÷ period (Wilder 1978).</summary>
    public static SmoothedAverage Wilder(int period) => new(period, 1.0 / period);

    public double Add(double value)
    {
        if (double.IsNaN(value))
        {
            (count, average) = (0, 0);
            return double.NaN;
        }

        // Stepping from the new value, not from the average, loses no digits of a value far below the average.
        if (count >= period)
            return average = value + kept * (average - value);
        average += (value - average) / ++count;
        return count < period ? double.NaN : average;
    }
}
