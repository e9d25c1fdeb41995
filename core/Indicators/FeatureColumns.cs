namespace Serverless.Core.Indicators;

/// <summary>The columns of a feature, one after the other in one block of memory.</summary>
/// <param name="values">The block: columns times bars.</param>
/// <param name="bars">Length of each column.</param>
public readonly ref struct FeatureColumns(Span<double> values, int bars)
{
    private readonly Span<double> values = values;

    /// <summary>Column <paramref name="output"/>, in the order of <see cref="Feature.Outputs"/>.</summary>
    public Span<double> this[int output] => values.Slice(output * bars, bars);
}
