namespace Serverless.Core.Execution.Costs;

/// <summary>Funding of a perpetual contract: at each time a long pays, and a short receives, rate × position × price.</summary>
public sealed class FundingSchedule
{
    private readonly long[] ticks;
    private readonly double[] rates;

    /// <summary>Wraps columns without copying them; the caller hands over the arrays.</summary>
    /// <param name="ticks">UTC times, strictly ascending.</param>
    /// <param name="rates">Rate at each; 0.0001 is 1 bps; negative when shorts pay.</param>
    /// <exception cref="ArgumentException">The columns differ in length, times do not ascend, or a rate is not finite.</exception>
    public FundingSchedule(long[] ticks, double[] rates)
    {
        ArgumentNullException.ThrowIfNull(ticks);
        ArgumentNullException.ThrowIfNull(rates);
        if (ticks.Length != rates.Length)
            throw new ArgumentException($"There are {ticks.Length} times and {rates.Length} rates.", nameof(rates));
        for (var i = 0; i < ticks.Length; i++)
        {
            if (i > 0 && ticks[i] <= ticks[i - 1])
                throw new ArgumentException($"Time {i} is not after time {i - 1}.", nameof(ticks));
            if (!double.IsFinite(rates[i]))
                throw new ArgumentException($"Rate {i} is {rates[i]}; it must be finite.", nameof(rates));
        }

        this.ticks = ticks;
        this.rates = rates;
    }

    /// <summary>Index of the first time after <paramref name="time"/>.</summary>
    internal int FirstAfter(long time)
    {
        var found = ticks.AsSpan().BinarySearch(time);
        return found >= 0 ? found + 1 : ~found;
    }

    /// <summary>UTC ticks of payment <paramref name="index"/>; the end of time when there is none.</summary>
    internal long TimeOf(int index) => index < ticks.Length ? ticks[index] : long.MaxValue;

    /// <summary>Rate of payment <paramref name="index"/>.</summary>
    internal double RateOf(int index) => rates[index];
}
