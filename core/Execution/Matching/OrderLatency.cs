using Serverless.Core.Randomness;

namespace Serverless.Core.Execution.Matching;

/// <summary>
/// Time from a decision to the arrival of its order at the venue. Cancellations, exits of a bracket and orders of guards wait there already:
/// they take none.
/// </summary>
public sealed record OrderLatency
{
    /// <summary>No delay.</summary>
    public static OrderLatency None { get; } = new();

    /// <summary>The part that every order takes, in milliseconds; finite and not negative.</summary>
    public double Milliseconds { get; init => field = NotNegative(value, nameof(Milliseconds)); }

    /// <summary>Mean of the part that changes from order to order, in milliseconds; finite and not negative.</summary>
    public double JitterMilliseconds { get; init => field = NotNegative(value, nameof(JitterMilliseconds)); }

    /// <summary>How that part is distributed.</summary>
    public LatencyJitter Jitter { get; init; }

    /// <summary>Seed of the jitter: the delay of an order is a function of seed and number of the order alone.</summary>
    public long Seed { get; init; }

    internal bool IsZero => Milliseconds == 0 && JitterMilliseconds == 0;

    /// <summary>Delay of order <paramref name="id"/>, in ticks.</summary>
    internal long DelayOf(int id)
    {
        if (JitterMilliseconds == 0)
            return Ticks(Milliseconds);
        // The multiplier is MMIX's (Knuth): no two pairs of small numbers share a stream.
        var random = new SeededRandom(unchecked((Seed * 6364136223846793005L) + id));
        return Ticks(Milliseconds + (JitterMilliseconds * (Jitter == LatencyJitter.Uniform ? 2 * random.NextDouble() : random.NextExponential())));
    }

    private static long Ticks(double milliseconds) => (long)Math.Round(milliseconds * TimeSpan.TicksPerMillisecond);

    // A year of milliseconds; also refuses NaN.
    private static double NotNegative(double value, string name) => value is >= 0 and <= 3.2e10
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must not be negative, and at most a year.");
}
