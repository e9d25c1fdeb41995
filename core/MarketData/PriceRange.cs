using System.Numerics;
using System.Runtime.InteropServices;

namespace Serverless.Core.MarketData;

/// <summary>Lowest and highest of many prices, several at a time.</summary>
internal static class PriceRange
{
    /// <summary>The lowest of <paramref name="prices"/> and <paramref name="other"/>.</summary>
    public static double Lowest(ReadOnlySpan<double> prices, double other)
    {
        var wide = MemoryMarshal.Cast<double, Vector<double>>(prices);
        var lowest = new Vector<double>(other);
        foreach (var some in wide)
            lowest = Vector.Min(lowest, some);
        for (var i = 0; i < Vector<double>.Count; i++)
            other = Math.Min(other, lowest[i]);
        foreach (var price in prices[(wide.Length * Vector<double>.Count)..])
            other = Math.Min(other, price);
        return other;
    }

    /// <summary>The highest of <paramref name="prices"/> and <paramref name="other"/>.</summary>
    public static double Highest(ReadOnlySpan<double> prices, double other)
    {
        var wide = MemoryMarshal.Cast<double, Vector<double>>(prices);
        var highest = new Vector<double>(other);
        foreach (var some in wide)
            highest = Vector.Max(highest, some);
        for (var i = 0; i < Vector<double>.Count; i++)
            other = Math.Max(other, highest[i]);
        foreach (var price in prices[(wide.Length * Vector<double>.Count)..])
            other = Math.Max(other, price);
        return other;
    }
}
