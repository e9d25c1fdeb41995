namespace Serverless.Core.Reporting.Charts;

/// <summary>Maps values to coordinates.</summary>
internal readonly struct Axis
{
    private readonly double low;
    private readonly double high;
    private readonly bool logarithmic;
    private readonly double from;
    private readonly double to;

    /// <param name="low">Value at <paramref name="from"/>.</param>
    /// <param name="high">Value at <paramref name="to"/>; more than <paramref name="low"/>, or all values lie in the middle.</param>
    /// <param name="from">Coordinate.</param>
    /// <param name="to">Coordinate.</param>
    /// <param name="logarithmic">Whether equal distances are equal ratios; values are positive then.</param>
    public Axis(double low, double high, double from, double to, bool logarithmic = false)
    {
        (Low, High, this.logarithmic, this.from, this.to) = (low, high, logarithmic, from, to);
        (this.low, this.high) = (Scaled(low), Scaled(high));
    }

    public double Low { get; }

    public double High { get; }

    public double At(double value) => high > low ? from + ((Scaled(value) - low) / (high - low) * (to - from)) : (from + to) / 2;

    private double Scaled(double value) => logarithmic ? Math.Log(value) : value;
}
