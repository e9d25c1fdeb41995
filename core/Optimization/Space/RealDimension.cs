using System.Globalization;
using MathNet.Numerics.Distributions;

namespace Serverless.Core.Optimization.Space;

/// <summary>A continuum from <see cref="Min"/> to <see cref="Max"/>, both included.</summary>
public sealed record RealDimension : Dimension
{
    private const double CutOff = 2;

    /// <summary>Describes a continuum.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="min">Smallest value, finite; positive for <see cref="Spread.LogUniform"/>.</param>
    /// <param name="max">Largest value, finite and above <paramref name="min"/>.</param>
    /// <param name="spread">Distribution of its values.</param>
    /// <exception cref="ArgumentException">The limits are not valid.</exception>
    public RealDimension(string name, double min, double max, Spread spread = Spread.Uniform)
        : base(name)
    {
        if (!(min < max && double.IsFinite(max - min)))
            throw new ArgumentException($"Parameter '{name}': {min} to {max} is not a range; the first limit must be below the second.", nameof(min));
        if (spread == Spread.LogUniform && min <= 0)
            throw new ArgumentException($"Parameter '{name}': a logarithmic range must begin above 0, not at {min}.", nameof(min));
        (Min, Max, Spread) = (min, max, spread);
    }

    /// <summary>Smallest value.</summary>
    public double Min { get; }

    /// <summary>Largest value.</summary>
    public double Max { get; }

    /// <summary>Distribution of its values.</summary>
    public Spread Spread { get; }

    /// <inheritdoc/>
    public override int? Count => null;

    private double Middle => Min + ((Max - Min) / 2);

    private double Deviation => (Max - Min) / (2 * CutOff);

    /// <inheritdoc/>
    public override double At(double quantile)
    {
        var value = Spread switch
        {
            Spread.LogUniform => Math.Exp(Math.Log(Min) + (quantile * Math.Log(Max / Min))),
            Spread.Gaussian => Middle + (Deviation * Normal.InvCDF(0, 1, Tail + (quantile * (1 - (2 * Tail))))),
            _ => Min + (quantile * (Max - Min)),
        };

        // Logarithms may differ in the last bit between machines; twelve digits do not.
        return Math.Clamp(double.Parse(value.ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), Min, Max);
    }

    /// <inheritdoc/>
    public override double QuantileOf(double value)
    {
        var quantile = Spread switch
        {
            Spread.LogUniform => Math.Log(value / Min) / Math.Log(Max / Min),
            Spread.Gaussian => (Normal.CDF(Middle, Deviation, value) - Tail) / (1 - (2 * Tail)),
            _ => (value - Min) / (Max - Min),
        };
        return Math.Clamp(quantile, 0, 1);
    }

    /// <inheritdoc/>
    public override bool Contains(double value) => value >= Min && value <= Max;

    private static double Tail { get; } = Normal.CDF(0, 1, -CutOff);
}
