namespace Serverless.Core.Indicators;

/// <summary>
/// Count, mean and squared deviations of a run of values; joined without cancellation (Chan, Golub, LeVeque 1979). The mean is kept as its
/// distance from the run's first value, so that large values that hardly differ keep their digits.
/// </summary>
internal readonly record struct Moments(int Count, double First, double Offset, double SquaredDeviations)
{
    public double PopulationDeviation => Math.Sqrt(SquaredDeviations / Count);

    public double SampleVariance => SquaredDeviations / (Count - 1);

    public static Moments Of(double value) => new(1, value, 0, value - value); // NaN when the value is

    public static Moments Join(Moments older, Moments newer)
    {
        var count = older.Count + newer.Count;
        var distance = Distance(older, newer);
        var shift = distance * ((double)newer.Count / count);
        return new Moments(
            count,
            older.First,
            older.Offset + shift,
            older.SquaredDeviations + newer.SquaredDeviations + (distance * shift * older.Count));
    }

    /// <summary>Mean of the second run − mean of the first.</summary>
    public static double Distance(Moments older, Moments newer) => newer.First - older.First + (newer.Offset - older.Offset);

    /// <summary><paramref name="value"/> − mean.</summary>
    public double DeviationOf(double value) => value - First - Offset;
}
