namespace Serverless.Core.Indicators.Garch;

/// <summary>
/// Conditional variance by GARCH(1,1) (Bollerslev, 1986): h′ = ω + αe² + βh after a residual e of variance h. Variances are in squared units
/// of the residuals, per period.
/// </summary>
/// <param name="Omega">ω, not negative.</param>
/// <param name="Alpha">α, weight of the last squared residual; not negative.</param>
/// <param name="Beta">β, weight of the last variance; not negative.</param>
public sealed record Garch11(double Omega, double Alpha, double Beta)
{
    private const int BackcastLength = 75;
    private const double BackcastDecay = 0.94;

    /// <summary>α + β; below 1 the variance returns to <see cref="LongRunVariance"/>.</summary>
    public double Persistence => Alpha + Beta;

    /// <summary>ω ÷ (1 − α − β); null when the variance does not return anywhere.</summary>
    public double? LongRunVariance => Persistence < 1 ? Omega / (1 - Persistence) : null;

    /// <summary>Periods in which half of a deviation from the long-run variance is gone; null when it never is.</summary>
    public double? HalfLife => Persistence is > 0 and < 1 ? Math.Log(0.5) / Math.Log(Persistence) : null;

    /// <summary>Kurtosis of the residuals when innovations are normal, 3 or more; null where the fourth moment does not exist.</summary>
    public double? Kurtosis
    {
        get
        {
            var square = 1 - (Persistence * Persistence);
            return square > 2 * Alpha * Alpha ? 3 * square / (square - (2 * Alpha * Alpha)) : null;
        }
    }

    /// <summary>First autocorrelation of squared residuals; meaningful where <see cref="Kurtosis"/> exists.</summary>
    public double SquaredAutocorrelation => Alpha + (Alpha * Alpha * Beta / (1 - (2 * Alpha * Beta) - (Beta * Beta)));

    /// <summary>Exponential smoothing of squared returns, without a long-run variance (RiskMetrics, 1996).</summary>
    /// <param name="decay">λ, 0 … 1.</param>
    public static Garch11 RiskMetrics(double decay = 0.94) => new(0, 1 - decay, decay);

    /// <summary>The variance after a residual.</summary>
    public double Next(double residual, double variance) => Omega + (Alpha * residual * residual) + (Beta * variance);

    /// <summary>The variance of each residual, known before it.</summary>
    public double[] Variances(ReadOnlySpan<double> residuals, GarchStart start) =>
        residuals.IsEmpty ? [] : Variances(residuals, FirstVariance(residuals, start));

    /// <summary>The variance of each residual, from a given first one.</summary>
    public double[] Variances(ReadOnlySpan<double> residuals, double first)
    {
        var variances = new double[residuals.Length];
        if (!residuals.IsEmpty)
            variances[0] = first;
        for (var i = 1; i < variances.Length; i++)
            variances[i] = Next(residuals[i - 1], variances[i - 1]);
        return variances;
    }

    /// <summary>Logarithm of the likelihood of residuals that are normal with these variances: −½∑(ln 2π + ln h + e² ÷ h), the first included.</summary>
    public static double LogLikelihood(ReadOnlySpan<double> residuals, ReadOnlySpan<double> variances)
    {
        var sum = residuals.Length * Math.Log(2 * Math.PI);
        for (var i = 0; i < residuals.Length; i++)
            sum += Math.Log(variances[i]) + (residuals[i] * residuals[i] / variances[i]);
        return -sum / 2;
    }

    /// <summary>Expected variance of one period ahead.</summary>
    /// <param name="next">Variance of the next period, which is known.</param>
    /// <param name="periods">1 for the next period, 2 for the one after, …</param>
    public double Forecast(double next, int periods)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(periods, 1);
        var variance = next;
        for (var i = 1; i < periods; i++)
            variance = Omega + (Persistence * variance);
        return variance;
    }

    /// <summary>Returns with mean <paramref name="mean"/> out of standard normal innovations, from a first variance.</summary>
    public (double[] Returns, double[] Variances, double Next) Simulate(double mean, double firstVariance, ReadOnlySpan<double> innovations)
    {
        var (returns, variances) = (new double[innovations.Length], new double[innovations.Length]);
        var variance = firstVariance;
        for (var i = 0; i < returns.Length; i++)
        {
            var residual = Math.Sqrt(variance) * innovations[i];
            (returns[i], variances[i]) = (mean + residual, variance);
            variance = Next(residual, variance);
        }

        return (returns, variances, variance);
    }

    internal double FirstVariance(ReadOnlySpan<double> residuals, GarchStart start) => start switch
    {
        GarchStart.MeanSquare => MeanSquare(residuals),
        GarchStart.Presample => Omega + (Persistence * MeanSquare(residuals)),
        _ => Omega + (Persistence * Backcast(residuals)),
    };

    private static double MeanSquare(ReadOnlySpan<double> residuals)
    {
        var sum = 0.0;
        foreach (var residual in residuals)
            sum += residual * residual;
        return sum / residuals.Length;
    }

    private static double Backcast(ReadOnlySpan<double> residuals)
    {
        double sum = 0, weights = 0, weight = 1;
        foreach (var residual in residuals[..Math.Min(BackcastLength, residuals.Length)])
        {
            sum += weight * residual * residual;
            weights += weight;
            weight *= BackcastDecay;
        }

        return sum / weights;
    }
}
