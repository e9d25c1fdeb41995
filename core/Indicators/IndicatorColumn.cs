namespace Serverless.Core.Indicators;

/// <summary>One column of an <see cref="IndicatorSet"/>, to be read bar by bar. It gives its values only to who says what bar it is.</summary>
public readonly struct IndicatorColumn
{
    private readonly double[] values;
    private readonly int offset;

    internal IndicatorColumn(double[] values, int offset) => (this.values, this.offset) = (values, offset);

    /// <summary>The value at the close of <paramref name="bar"/>.</summary>
    internal double this[int bar] => values[offset + bar];

    /// <summary>The values at the closes of the first <paramref name="count"/> bars.</summary>
    internal ReadOnlySpan<double> First(int count) => values.AsSpan(offset, count);

    /// <summary>As memory, which cost models keep.</summary>
    internal ReadOnlyMemory<double> Memory(int count) => values.AsMemory(offset, count);
}
