using System.Globalization;
using MathNet.Numerics.Distributions;
using Serverless.Core.Strategies;

namespace Serverless.Core.Optimization.Space;

/// <summary>A continuum, both ends included.</summary>
public sealed record RealDimension : Dimension
{
    private readonly ParameterDistribution distribution;

    /// <summary>Takes all numbers of a range.</summary>
    /// <param name="distribution">Range and spread.</param>
    /// <exception cref="ArgumentException">They are not valid.</exception>
    public RealDimension(ParameterDistribution distribution)
        : base((distribution ?? throw new ArgumentNullException(nameof(distribution))).Name)
    {
        if (distribution.FindProblem() is { } problem)
            throw new ArgumentException($"Parameter '{distribution.Name}': {problem}", nameof(distribution));
        this.distribution = distribution;
    }

    /// <summary>Takes all numbers of a range.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="min">Smallest value, finite; positive for <see cref="Spread.LogUniform"/>.</param>
    /// <param name="max">Largest value, finite and above <paramref name="min"/>.</param>
    /// <param name="spread">Distribution of its values.</param>
    /// <exception cref="ArgumentException">The limits are not valid.</exception>
    public RealDimension(string name, double min, double max, Spread spread = Spread.Uniform)
        : this(new ParameterDistribution(name, min, max) { Spread = spread })
    {
    }

    /// <inheritdoc/>
    public override int? Count => null;

    private double Min => distribution.Min;

    private double Max => distribution.Max;

    /// <inheritdoc/>
    public override double At(double quantile)
    {
        var value = distribution.Spread switch
        {
            Spread.LogUniform => Math.Exp(Math.Log(Min) + (quantile * Math.Log(Max / Min))),
            Spread.Normal => Normal.InvCDF(distribution.Centre, distribution.Width, Below(Min) + (quantile * (Below(Max) - Below(Min)))),
            _ => Min + (quantile * (Max - Min)),
        };

        // Logarithms may differ in the last bit between machines; twelve digits do not.
        return Math.Clamp(double.Parse(value.ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), Min, Max);
    }

    /// <inheritdoc/>
    public override double QuantileOf(double value)
    {
        var quantile = distribution.Spread switch
        {
            Spread.LogUniform => Math.Log(value / Min) / Math.Log(Max / Min),
            Spread.Normal => (Below(value) - Below(Min)) / (Below(Max) - Below(Min)),
            _ => (value - Min) / (Max - Min),
        };
        return Math.Clamp(quantile, 0, 1);
    }

    /// <inheritdoc/>
    public override bool Contains(double value) => value >= Min && value <= Max;

    private double Below(double value) => Normal.CDF(distribution.Centre, distribution.Width, value);
}
