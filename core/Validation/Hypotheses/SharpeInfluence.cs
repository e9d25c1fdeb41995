using Serverless.Core.Metrics;
using Serverless.Core.Metrics.Regression;

namespace Serverless.Core.Validation.Hypotheses;

/// <summary>How much each return moves the Sharpe ratio per period: the delta method as a series.</summary>
internal static class SharpeInfluence
{
    /// <summary>(r − μ) ÷ σ − SR ((r − μ)² − σ²) ÷ (2 σ²), with mean 0 and the population deviation; returns that vary.</summary>
    public static double[] Of(ReadOnlySpan<double> returns, double riskFree = 0)
    {
        var moments = ReturnMoments.Of(returns);
        var deviation = Math.Sqrt(moments.Second);
        var ratio = (moments.Mean - riskFree) / deviation;
        var result = new double[returns.Length];
        for (var i = 0; i < result.Length; i++)
        {
            var z = (returns[i] - moments.Mean) / deviation;
            result[i] = z - (ratio * ((z * z) - 1) / 2);
        }

        return result;
    }

    /// <summary>Newey-West variance of √n times the mean of a series whose mean is 0, with <see cref="LeastSquares.AutomaticLags"/>.</summary>
    public static double LongRunVariance(ReadOnlySpan<double> series)
    {
        var lags = Math.Min(LeastSquares.AutomaticLags(series.Length), series.Length - 1);
        var sum = 0.0;
        for (var lag = 0; lag <= lags; lag++)
        {
            var product = 0.0;
            for (var i = lag; i < series.Length; i++)
                product += series[i] * series[i - lag];
            sum += product * (lag == 0 ? 1 : 2 * (1 - (lag / (lags + 1.0))));
        }

        return sum / series.Length;
    }
}
