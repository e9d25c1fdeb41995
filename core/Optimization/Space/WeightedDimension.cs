using Serverless.Core.Strategies;

namespace Serverless.Core.Optimization.Space;

/// <summary>Some values in ascending order, of which some are more likely than others.</summary>
public sealed record WeightedDimension : Dimension
{
    // None is so unlikely that it has no quantile.
    private const double LeastWeight = 1e-9;

    private readonly double[] values;
    private readonly double[] upTo;

    /// <summary>Takes the values of a distribution, each as likely as the density at it.</summary>
    /// <param name="distribution">Values and spread; no continuum.</param>
    public WeightedDimension(ParameterDistribution distribution)
        : base(NameOf(distribution))
    {
        values = [.. distribution.Values];
        var weights = Array.ConvertAll(values, Weight);
        var least = weights.Max() * LeastWeight;
        var sum = weights.Sum(weight => Math.Max(weight, least));
        var total = 0.0;
        upTo = Array.ConvertAll(weights, weight => total += Math.Max(weight, least) / sum);

        double Weight(double value) => distribution.Spread switch
        {
            Spread.LogUniform => 1 / value,
            Spread.Normal => Math.Exp(Math.Pow((value - distribution.Centre) / distribution.Width, 2) / -2),
            _ => 1,
        };
    }

    /// <inheritdoc/>
    public override int? Count => values.Length;

    /// <inheritdoc/>
    public override double At(double quantile)
    {
        var found = Array.BinarySearch(upTo, quantile);
        return values[Math.Min(found < 0 ? ~found : found + 1, values.Length - 1)];
    }

    /// <inheritdoc/>
    public override double QuantileOf(double value) => QuantileAt(Math.Clamp(Array.BinarySearch(values, value) is var found && found < 0 ? ~found : found, 0, values.Length - 1));

    /// <inheritdoc/>
    public override double QuantileAt(int index) => ((index == 0 ? 0 : upTo[index - 1]) + upTo[index]) / 2;

    /// <inheritdoc/>
    public override bool Contains(double value) => Array.BinarySearch(values, value) >= 0;

    private static string NameOf(ParameterDistribution distribution)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        return distribution.Name;
    }
}
