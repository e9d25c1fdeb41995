using MathNet.Numerics.Distributions;
using Serverless.Core.Metrics;

namespace Serverless.Core.Validation.Overfitting;

/// <summary>
/// A Sharpe ratio per period, never annualised, with what decides how far it can be trusted. Bailey and López de Prado (2012), "The Sharpe
/// ratio efficient frontier", equations 9 to 11: the estimate is near normal with variance
/// <c>(1 − γ₃·SR + (γ₄ − 1) ÷ 4 · SR²) ÷ (n − 1)</c>, at the observed SR.
/// </summary>
public sealed record SharpeEstimate
{
    // γ₄ ≥ 1 + γ₃² for every distribution; published moments are rounded.
    private const double Rounding = 0.01;

    /// <summary>Describes an estimate.</summary>
    /// <param name="sharpe">Mean ÷ sample deviation (n − 1) of returns per period.</param>
    /// <param name="observations">n, at least 2.</param>
    /// <param name="skewness">Population skewness γ₃ of the returns.</param>
    /// <param name="kurtosis">Population kurtosis γ₄ of the returns, not in excess: 3 for a normal distribution.</param>
    /// <exception cref="ArgumentOutOfRangeException">No returns can have these moments.</exception>
    public SharpeEstimate(double sharpe, int observations, double skewness = 0, double kurtosis = 3)
    {
        if (!double.IsFinite(sharpe))
            throw new ArgumentOutOfRangeException(nameof(sharpe), sharpe, "The Sharpe ratio must be finite.");
        ArgumentOutOfRangeException.ThrowIfLessThan(observations, 2);
        if (!double.IsFinite(skewness))
            throw new ArgumentOutOfRangeException(nameof(skewness), skewness, "The skewness must be finite.");
        if (!double.IsFinite(kurtosis) || kurtosis < (1 + (skewness * skewness)) * (1 - Rounding))
        {
            throw new ArgumentOutOfRangeException(
                nameof(kurtosis), kurtosis, $"The kurtosis is below 1 + skewness² = {1 + (skewness * skewness)}; it is the raw one, 3 for a normal distribution.");
        }

        (Sharpe, Observations, Skewness, Kurtosis) = (sharpe, observations, skewness, kurtosis);
    }

    /// <summary>Mean ÷ sample deviation of returns per period.</summary>
    public double Sharpe { get; }

    /// <summary>n.</summary>
    public int Observations { get; }

    /// <summary>γ₃, with divisor n.</summary>
    public double Skewness { get; }

    /// <summary>γ₄, with divisor n; 3 for a normal distribution.</summary>
    public double Kurtosis { get; }

    /// <summary>Standard error of <see cref="Sharpe"/>, per period.</summary>
    public double StandardError => Math.Sqrt(Factor / (Observations - 1));

    private double Factor => Math.Max(0, 1 - (Skewness * Sharpe) + ((Kurtosis - 1) / 4 * Sharpe * Sharpe));

    /// <summary>The estimate of a series of simple returns; null for fewer than two, or when they do not vary.</summary>
    public static SharpeEstimate? Of(ReadOnlySpan<double> returns)
    {
        var moments = ReturnMoments.Of(returns);
        return ReturnStatistics.Sharpe(moments, 1) is { } sharpe
            && ReturnStatistics.Skewness(moments) is { } skewness
            && ReturnStatistics.ExcessKurtosis(moments) is { } excess
            ? new SharpeEstimate(sharpe, returns.Length, skewness, excess + 3)
            : null;
    }

    /// <summary>
    /// Probabilistic Sharpe ratio: probability that the true Sharpe ratio exceeds <paramref name="benchmark"/>,
    /// <c>Φ((SR − SR*) ÷ standard error)</c>.
    /// </summary>
    /// <param name="benchmark">SR*, per period.</param>
    public double ProbabilityAbove(double benchmark) =>
        Sharpe == benchmark ? 0.5 : Normal.CDF(0, 1, (Sharpe - benchmark) / StandardError);

    /// <summary>
    /// Minimum track record length in observations: <c>1 + factor · (z ÷ (SR − SR*))²</c>, the length at which
    /// <see cref="ProbabilityAbove"/> reaches <paramref name="confidence"/> if SR, γ₃ and γ₄ stay. Null when SR ≤ SR*: no length will do.
    /// </summary>
    /// <param name="benchmark">SR*, per period.</param>
    /// <param name="confidence">At least 0.5, below 1.</param>
    public double? MinimumTrackRecord(double benchmark, double confidence = 0.95)
    {
        if (confidence is not (>= 0.5 and < 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "The confidence must be at least 0.5 and below 1.");
        if (Sharpe <= benchmark)
            return null;
        var distance = Normal.InvCDF(0, 1, confidence) / (Sharpe - benchmark);
        return 1 + (Factor * distance * distance);
    }
}
