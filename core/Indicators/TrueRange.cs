namespace Serverless.Core.Indicators;

/// <summary>
/// True range of Wilder (1978), in price units: max(high − low, |high − previous close|, |low − previous close|); high − low where there is
/// no previous close.
/// </summary>
internal static class TrueRange
{
    /// <param name="high">Highest price.</param>
    /// <param name="low">Lowest price.</param>
    /// <param name="close">Closing price; a bar without one has no range.</param>
    /// <param name="previousClose">NaN when there is none.</param>
    public static double Of(double high, double low, double close, double previousClose)
    {
        if (double.IsNaN(close))
            return double.NaN;
        var range = high - low;
        return double.IsNaN(previousClose)
            ? range
            : Math.Max(range, Math.Max(Math.Abs(high - previousClose), Math.Abs(low - previousClose)));
    }
}
