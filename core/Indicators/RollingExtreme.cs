namespace Serverless.Core.Indicators;

/// <summary>Largest and smallest of the last <c>period</c> values; NaN while one is missing.</summary>
public static class RollingExtreme
{
    /// <summary>Writes the largest value of each window; the first <c>period − 1</c> values become NaN.</summary>
    /// <param name="values">Oldest first.</param>
    /// <param name="period">Number of values, at least 1.</param>
    /// <param name="result">As long as <paramref name="values"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public static void Highest(ReadOnlySpan<double> values, int period, Span<double> result)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        SlidingWindow.Compute<Largest, double>(new Largest(values[..result.Length]), period, result);
    }

    /// <summary>Writes the smallest value of each window; the first <c>period − 1</c> values become NaN.</summary>
    /// <param name="values">Oldest first.</param>
    /// <param name="period">Number of values, at least 1.</param>
    /// <param name="result">As long as <paramref name="values"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public static void Lowest(ReadOnlySpan<double> values, int period, Span<double> result)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        SlidingWindow.Compute<Smallest, double>(new Smallest(values[..result.Length]), period, result);
    }

    private readonly ref struct Largest(ReadOnlySpan<double> values) : IWindowSummary<double>
    {
        private readonly ReadOnlySpan<double> values = values;

        public double At(int bar) => values[bar];

        public static double Join(double older, double newer) => Math.Max(older, newer);

        public double Value(int bar, double window) => window;
    }

    private readonly ref struct Smallest(ReadOnlySpan<double> values) : IWindowSummary<double>
    {
        private readonly ReadOnlySpan<double> values = values;

        public double At(int bar) => values[bar];

        public static double Join(double older, double newer) => Math.Min(older, newer);

        public double Value(int bar, double window) => window;
    }
}
