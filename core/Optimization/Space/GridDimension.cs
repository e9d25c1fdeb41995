using Serverless.Core.Strategies;

namespace Serverless.Core.Optimization.Space;

/// <summary>Evenly spaced values, each as likely as the others: whole numbers, and the parameters of strategy templates.</summary>
/// <param name="Range">The values.</param>
public sealed record GridDimension(ParameterRange Range) : Dimension(Range.Name)
{
    /// <inheritdoc/>
    public override int? Count => Range.Count;

    /// <summary>Whole numbers from <paramref name="min"/> to <paramref name="max"/>, both included.</summary>
    public static GridDimension Integer(string name, int min, int max) => new(new ParameterRange(name, min, max, 1, min));

    /// <inheritdoc/>
    public override double At(double quantile) => Range.ValueAt(Math.Min((int)(quantile * Range.Count), Range.Count - 1));

    /// <inheritdoc/>
    public override double QuantileOf(double value) => (IndexOf(value) + 0.5) / Range.Count;

    /// <inheritdoc/>
    public override bool Contains(double value) => IndexOf(value) is >= 0 and var index && index < Range.Count && Range.ValueAt(index) == value;

    private int IndexOf(double value) => (int)Math.Round((value - Range.Min) / Range.Step);
}
