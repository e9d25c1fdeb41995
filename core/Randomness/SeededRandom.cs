namespace Serverless.Core.Randomness;

/// <summary>
/// Pseudo-random numbers that are a pure function of the seed, bit for bit, on every machine: xoshiro256++ seeded by
/// SplitMix64 (Blackman and Vigna, 2019), and only IEEE 754 operations that round correctly (+ − × ÷ √; no library logarithm).
/// Not thread-safe, and not for secrets: give every task a <see cref="Fork(string)"/> of its own.
/// </summary>
public sealed class SeededRandom
{
    private readonly ulong seed;
    private ulong s0;
    private ulong s1;
    private ulong s2;
    private ulong s3;
    private double spareGaussian = double.NaN;

    /// <summary>Starts the stream of <paramref name="seed"/>; every value is a valid seed, and near seeds are unrelated streams.</summary>
    public SeededRandom(long seed)
    {
        this.seed = unchecked((ulong)seed);
        var state = this.seed;
        s0 = SplitMix64(ref state);
        s1 = SplitMix64(ref state);
        s2 = SplitMix64(ref state);
        s3 = SplitMix64(ref state);
    }

    /// <summary>
    /// An independent stream for <paramref name="label"/>. It depends on the seed and the label alone, not on how many numbers were
    /// drawn, so that adding a draw in one place changes nothing elsewhere.
    /// </summary>
    public SeededRandom Fork(string label)
    {
        ArgumentNullException.ThrowIfNull(label);
        // FNV-1a over UTF-16 code units: string.GetHashCode differs from process to process.
        var hash = 14695981039346656037UL;
        foreach (var unit in label)
            hash = (hash ^ unit) * 1099511628211UL;
        var state = seed ^ hash;
        return new SeededRandom(unchecked((long)SplitMix64(ref state)));
    }

    /// <summary>
    /// The independent stream number <paramref name="index"/>, for example of one bootstrap replication; like the streams of labels it
    /// depends on the seed and the number alone.
    /// </summary>
    public SeededRandom Fork(long index)
    {
        var state = unchecked((ulong)index);
        state = seed ^ SplitMix64(ref state);
        return new SeededRandom(unchecked((long)SplitMix64(ref state)));
    }

    /// <summary>Uniform on [0, 1): a multiple of 2⁻⁵³.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform on 0 … <paramref name="maxExclusive"/> − 1, without modulo bias (Lemire, 2019).</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxExclusive"/> is not positive.</exception>
    public int NextInt(int maxExclusive)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxExclusive);
        var range = (ulong)maxExclusive;
        var high = Math.BigMul(NextUInt64(), range, out var low);
        if (low < range)
        {
            var rejectBelow = (0UL - range) % range;
            while (low < rejectBelow)
                high = Math.BigMul(NextUInt64(), range, out low);
        }

        return (int)high;
    }

    /// <summary>Standard normal, by Marsaglia's polar method (1964).</summary>
    public double NextGaussian()
    {
        if (!double.IsNaN(spareGaussian))
        {
            var spare = spareGaussian;
            spareGaussian = double.NaN;
            return spare;
        }

        while (true)
        {
            var u = (2 * NextDouble()) - 1;
            var v = (2 * NextDouble()) - 1;
            var s = (u * u) + (v * v);
            if (s is <= 0 or >= 1)
                continue;
            var scale = Math.Sqrt(-2 * Log(s) / s);
            spareGaussian = v * scale;
            return u * scale;
        }
    }

    /// <summary>Exponential with mean 1, by inversion; at most 36.7.</summary>
    public double NextExponential() => -Log(1 - NextDouble());

    private static ulong SplitMix64(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    // Math.Log may differ in the last bit between C libraries. ln x = e·ln 2 + 2·artanh((m − 1) ÷ (m + 1)) with m in [√½, √2):
    // eleven terms of the series leave less than 1e-18.
    private static double Log(double x)
    {
        var exponent = Math.ILogB(x);
        var mantissa = Math.ScaleB(x, -exponent);
        if (mantissa > 1.4142135623730951)
        {
            mantissa /= 2;
            exponent++;
        }

        var t = (mantissa - 1) / (mantissa + 1);
        var square = t * t;
        var sum = 0.0;
        for (var power = 21; power >= 1; power -= 2)
            sum = (sum * square) + (1.0 / power);
        return (exponent * 0.6931471805599453) + (2 * t * sum);
    }

    private ulong NextUInt64()
    {
        var result = ulong.RotateLeft(s0 + s3, 23) + s0;
        var t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = ulong.RotateLeft(s3, 45);
        return result;
    }
}
