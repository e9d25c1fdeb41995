using Serverless.Core.Metrics;
using Serverless.Core.Validation.Hypotheses;

namespace Serverless.Core.Scoring.Examination;

/// <summary>What the daily returns of all test parts are like: how they lose, and what a single figure would hide.</summary>
/// <param name="Risk">Losses, drawdowns and tails.</param>
/// <param name="Sharpe">The Sharpe ratio with its standard errors, also as autocorrelated returns have it.</param>
/// <param name="Normality">Jarque and Bera: a small p-value says that returns are not normal.</param>
/// <param name="Autocorrelation">Ljung and Box over <see cref="Lags"/> days: a small p-value says that returns depend on those before.</param>
/// <param name="SameLevel">Mann and Whitney: a small p-value says that the second half of the days earned more, or less, than the first.</param>
/// <param name="SameDistribution">Kolmogorov and Smirnov: a small p-value says that the second half is another distribution than the first.</param>
public sealed record ReturnProfile(
    RiskMetrics Risk,
    SharpeInference Sharpe,
    HypothesisResult Normality,
    HypothesisResult Autocorrelation,
    HypothesisResult SameLevel,
    HypothesisResult SameDistribution)
{
    /// <summary>Lags of <see cref="Autocorrelation"/>: a month of trading days.</summary>
    public const int Lags = 20;

    /// <summary>Measures daily returns.</summary>
    public static ReturnProfile Of(DailyReturns daily)
    {
        ArgumentNullException.ThrowIfNull(daily);
        var (returns, half) = (daily.Values, daily.Values.Length / 2);
        return new ReturnProfile(
            RiskMetrics.Measure(returns, daily.DaysPerYear),
            SharpeInference.Measure(returns, daily.DaysPerYear),
            ReturnDiagnostics.JarqueBera(returns),
            ReturnDiagnostics.LjungBox(returns, Lags),
            MannWhitney.Test(returns.AsSpan(0, half), returns.AsSpan(half)),
            KolmogorovSmirnov.TwoSample(returns.AsSpan(0, half), returns.AsSpan(half)));
    }
}
