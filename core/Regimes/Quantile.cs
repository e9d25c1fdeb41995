namespace Serverless.Core.Regimes;

/// <summary>Quantiles of type 7 (Hyndman and Fan, 1996), the default of R and NumPy: linear between order statistics (n − 1)·p.</summary>
internal static class Quantile
{
    public static double OfSorted(ReadOnlySpan<double> ascending, double share)
    {
        var position = (ascending.Length - 1) * share;
        var below = (int)position;
        var above = Math.Min(below + 1, ascending.Length - 1);
        return Between(ascending[below], ascending[above], position - below);
    }

    public static double Between(double below, double above, double fraction) => below + (fraction * (above - below));
}
