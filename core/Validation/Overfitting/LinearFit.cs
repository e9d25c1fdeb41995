namespace Serverless.Core.Validation.Overfitting;

/// <summary>An ordinary least-squares line.</summary>
/// <param name="Slope">Change of y for one unit of x.</param>
/// <param name="Intercept">y at x = 0.</param>
/// <param name="Determination">R², 0 … 1; null when y does not vary.</param>
public sealed record LinearFit(double Slope, double Intercept, double? Determination)
{
    /// <summary>Fits y on x, equally long; null when x does not vary.</summary>
    public static LinearFit? Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
            throw new ArgumentException($"x has {x.Length} values, y has {y.Length}.", nameof(y));
        double meanX = 0, meanY = 0;
        for (var i = 0; i < x.Length; i++)
        {
            meanX += x[i] / x.Length;
            meanY += y[i] / x.Length;
        }

        double xx = 0, yy = 0, xy = 0;
        for (var i = 0; i < x.Length; i++)
        {
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
            xy += (x[i] - meanX) * (y[i] - meanY);
        }

        if (!(xx > 0))
            return null;
        var slope = xy / xx;
        return new LinearFit(slope, meanY - (slope * meanX), yy > 0 ? Math.Min(1, xy * xy / (xx * yy)) : null);
    }
}
