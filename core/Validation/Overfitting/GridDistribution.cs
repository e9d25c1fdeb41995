namespace Serverless.Core.Validation.Overfitting;

/// <summary>
/// Values counted and summed between equally spaced points, so that the distribution function and its integral are known at each point
/// without keeping the values.
/// </summary>
internal sealed class GridDistribution(double from, double to)
{
    public const int Points = 1_000;
    private readonly long[] counts = new long[Points + 1];
    private readonly double[] sums = new double[Points + 1];

    private long count;

    public double Mean => from + (sums.Sum() / count);

    public void Add(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            var cell = CellOf(value);
            counts[cell]++;
            sums[cell] += value - from;
        }

        count += values.Length;
    }

    public void Add(GridDistribution? other)
    {
        if (other is null)
            return;
        for (var i = 0; i <= Points; i++)
        {
            counts[i] += other.counts[i];
            sums[i] += other.sums[i];
        }

        count += other.count;
    }

    /// <summary>Whether this distribution is nowhere above <paramref name="other"/>, and the same of its integral.</summary>
    public (bool First, bool Second) Dominates(GridDistribution other)
    {
        const double Rounding = 1e-12;
        bool first = true, second = true;
        long below = 0, othersBelow = 0;
        double sum = 0, othersSum = 0;
        for (var i = 0; i <= Points; i++)
        {
            below += counts[i];
            othersBelow += other.counts[i];
            sum += sums[i];
            othersSum += other.sums[i];
            first &= (double)below / count <= ((double)othersBelow / other.count) + Rounding;
            // ∫F up to x is E[max(x − X, 0)]: the mean distance of the values up to x.
            var x = i * (to - from) / Points;
            second &= ((x * below) - sum) / count <= (((x * othersBelow) - othersSum) / other.count) + (Rounding * (to - from));
        }

        return (first, second);
    }

    // Cell i holds what lies above point i − 1 and not above point i.
    private int CellOf(double value) =>
        to > from ? (int)Math.Clamp(Math.Ceiling((value - from) / (to - from) * Points), 0, Points) : 0;
}
