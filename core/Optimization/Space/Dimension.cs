namespace Serverless.Core.Optimization.Space;

/// <summary>
/// One parameter that is searched. Every value has a place in [0, 1], its quantile: whatever draws evenly from [0, 1] draws values from the
/// dimension's distribution.
/// </summary>
/// <param name="Name">Name of the parameter.</param>
public abstract record Dimension(string Name)
{
    /// <summary>Number of different values; null for a continuum.</summary>
    public abstract int? Count { get; }

    /// <summary>Whether near quantiles are near values; otherwise values have nothing to do with one another.</summary>
    public virtual bool IsOrdered => true;

    /// <summary>The value at a quantile, 0 … 1.</summary>
    public abstract double At(double quantile);

    /// <summary>Quantile of a value of this dimension: <c>At(QuantileOf(v)) == v</c>, but for rounding in a continuum.</summary>
    public abstract double QuantileOf(double value);

    /// <summary>Quantile of one of <see cref="Count"/> values, by position in their order, from 0.</summary>
    public virtual double QuantileAt(int index) => (index + 0.5) / Count!.Value;

    /// <summary>Whether the dimension has this value.</summary>
    public abstract bool Contains(double value);
}
