namespace Serverless.Core.Portfolio.Allocation;

/// <summary>Weights that need no optimiser and no correlations. Long-only; they sum to 1.</summary>
public static class InverseRisk
{
    /// <summary>1 ÷ n each.</summary>
    /// <param name="assets">n, at least 1.</param>
    public static double[] Equal(int assets)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(assets, 1);
        var weights = new double[assets];
        Array.Fill(weights, 1.0 / assets);
        return weights;
    }

    /// <summary>In proportion to 1 ÷ volatility.</summary>
    public static double[] Volatility(Covariance covariance)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        return Normalised(Array.ConvertAll(covariance.Volatilities(), volatility => 1 / volatility));
    }

    /// <summary>In proportion to 1 ÷ variance: of least variance when nothing is correlated.</summary>
    public static double[] Variance(Covariance covariance)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        return Normalised([.. Enumerable.Range(0, covariance.Count).Select(i => 1 / covariance[i, i])]);
    }

    private static double[] Normalised(double[] values)
    {
        var sum = values.Sum();
        return Array.ConvertAll(values, value => value / sum);
    }
}
