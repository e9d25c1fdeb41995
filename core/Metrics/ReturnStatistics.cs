namespace Serverless.Core.Metrics;

/// <summary>
/// Figures of a series of simple returns per period. Annualised ones multiply by √(periods per year) or its power; a figure that
/// is undefined is null, never NaN or infinite.
/// </summary>
public static class ReturnStatistics
{
    /// <summary>∏(1 + r) − 1; 0 without returns.</summary>
    public static double TotalReturn(ReadOnlySpan<double> returns)
    {
        var growth = 1.0;
        foreach (var r in returns)
            growth *= 1 + r;
        return growth - 1;
    }

    /// <summary>Compound annual growth rate: (1 + total return)^(P ÷ n) − 1; null without periods, or when it overflows.</summary>
    /// <param name="totalReturn">Total return over all periods, at least −1.</param>
    /// <param name="periods">n.</param>
    /// <param name="periodsPerYear">P.</param>
    public static double? Cagr(double totalReturn, int periods, double periodsPerYear) =>
        periods == 0 ? null : Finite(Math.Pow(1 + totalReturn, periodsPerYear / periods) - 1);

    /// <summary>Annualised volatility: the sample standard deviation × √P; see <see cref="ReturnMoments.Deviation"/>.</summary>
    public static double? Volatility(in ReturnMoments moments, double periodsPerYear) =>
        Finite(moments.Deviation * Math.Sqrt(periodsPerYear));

    /// <summary>
    /// Annualised Sharpe ratio: (mean − risk-free) ÷ deviation (n − 1) × √P, arithmetic mean.
    /// Null for fewer than two returns, or when they do not vary.
    /// </summary>
    /// <param name="moments">Moments of the returns per period.</param>
    /// <param name="periodsPerYear">P.</param>
    /// <param name="riskFree">Risk-free return per period.</param>
    public static double? Sharpe(in ReturnMoments moments, double periodsPerYear, double riskFree = 0) =>
        moments.Varies ? Finite((moments.Mean - riskFree) / moments.Deviation * Math.Sqrt(periodsPerYear)) : null;

    /// <summary>Downside deviation per period: √(∑min(r − MAR, 0)² ÷ n) over all n returns; null without returns.</summary>
    /// <param name="returns">Simple returns per period.</param>
    /// <param name="minimumAcceptable">MAR: minimum acceptable return per period.</param>
    public static double? DownsideDeviation(ReadOnlySpan<double> returns, double minimumAcceptable = 0)
    {
        var squares = 0.0;
        foreach (var r in returns)
        {
            var shortfall = Math.Min(r - minimumAcceptable, 0);
            squares += shortfall * shortfall;
        }

        return DownsideOf(squares, returns.Length);
    }

    /// <summary>
    /// Annualised Sortino ratio: (mean − MAR) ÷ <see cref="DownsideDeviation"/> × √P, the same MAR in both places.
    /// Null when no return falls below MAR.
    /// </summary>
    /// <param name="returns">Simple returns per period.</param>
    /// <param name="periodsPerYear">P.</param>
    /// <param name="minimumAcceptable">MAR: minimum acceptable return per period.</param>
    public static double? Sortino(ReadOnlySpan<double> returns, double periodsPerYear, double minimumAcceptable = 0)
    {
        var sum = 0.0;
        foreach (var r in returns)
            sum += r;
        return SortinoOf(sum / returns.Length, DownsideDeviation(returns, minimumAcceptable), periodsPerYear, minimumAcceptable);
    }

    /// <summary>Calmar ratio over the whole sample: growth rate ÷ depth of the maximum drawdown. Null without a drawdown.</summary>
    public static double? Calmar(double? cagr, double maxDrawdown) => maxDrawdown == 0 ? null : Finite(cagr / maxDrawdown);

    /// <summary>Population skewness g₁ = m₃ ÷ m₂^(3/2); null for fewer than two returns, or when they do not vary.</summary>
    public static double? Skewness(in ReturnMoments moments) =>
        moments.Varies ? Finite(moments.Third / Math.Pow(moments.Second, 1.5)) : null;

    /// <summary>Population excess kurtosis g₂ = m₄ ÷ m₂² − 3; null for fewer than two returns, or when they do not vary.</summary>
    public static double? ExcessKurtosis(in ReturnMoments moments) =>
        moments.Varies ? Finite((moments.Fourth / (moments.Second * moments.Second)) - 3) : null;

    /// <summary>Sample skewness G₁ = g₁ √(n (n − 1)) ÷ (n − 2), as spreadsheets and pandas give it; null for fewer than three returns.</summary>
    public static double? SampleSkewness(in ReturnMoments moments)
    {
        double n = moments.Count;
        return n < 3 ? null : Skewness(moments) * Math.Sqrt(n * (n - 1)) / (n - 2);
    }

    /// <summary>
    /// Sample excess kurtosis G₂ = ((n + 1) g₂ + 6) (n − 1) ÷ ((n − 2)(n − 3)), as spreadsheets and pandas give it; null for fewer than four returns.
    /// </summary>
    public static double? SampleExcessKurtosis(in ReturnMoments moments)
    {
        double n = moments.Count;
        return n < 4 ? null : (((n + 1) * ExcessKurtosis(moments)) + 6) * (n - 1) / ((n - 2) * (n - 3));
    }

    /// <summary>Annual return without compounding: mean × P; null without returns.</summary>
    public static double? ArithmeticAnnualReturn(in ReturnMoments moments, double periodsPerYear) =>
        moments.Count == 0 ? null : Finite(moments.Mean * periodsPerYear);

    /// <summary>Omega ratio: ∑max(r − L, 0) ÷ ∑max(L − r, 0). Null when no return falls below L.</summary>
    /// <param name="returns">Simple returns per period.</param>
    /// <param name="threshold">L: threshold per period.</param>
    public static double? Omega(ReadOnlySpan<double> returns, double threshold = 0)
    {
        double gained = 0, lost = 0;
        foreach (var r in returns)
        {
            gained += Math.Max(r - threshold, 0);
            lost += Math.Max(threshold - r, 0);
        }

        return lost == 0 ? null : Finite(gained / lost);
    }

    /// <summary>Recovery factor: total return ÷ depth of the maximum drawdown. Null without a drawdown.</summary>
    public static double? RecoveryFactor(double totalReturn, double maxDrawdown) => maxDrawdown == 0 ? null : Finite(totalReturn / maxDrawdown);

    /// <summary>Martin ratio: growth rate ÷ Ulcer index. Null without a drawdown.</summary>
    public static double? Martin(double? cagr, double? ulcerIndex) => ulcerIndex is 0 ? null : Finite(cagr / ulcerIndex);

    /// <summary>Tail ratio: 95 % quantile ÷ |5 % quantile|, type 7. Null without returns, or when the lower one is 0.</summary>
    public static double? TailRatio(ReadOnlySpan<double> ascendingReturns) =>
        Finite(Quantiles.OfSorted(ascendingReturns, 0.95) / Absolute(Quantiles.OfSorted(ascendingReturns, 0.05)));

    /// <summary>Share of returns above zero; null without returns.</summary>
    public static double? PositiveShare(ReadOnlySpan<double> returns)
    {
        var count = 0;
        foreach (var r in returns)
            count += r > 0 ? 1 : 0;
        return returns.IsEmpty ? null : (double)count / returns.Length;
    }

    internal static double? DownsideOf(double squaredShortfalls, int count) =>
        count == 0 ? null : Finite(Math.Sqrt(squaredShortfalls / count));

    internal static double? SortinoOf(double mean, double? downside, double periodsPerYear, double minimumAcceptable) =>
        downside is null or 0 ? null : Finite((mean - minimumAcceptable) / downside * Math.Sqrt(periodsPerYear));

    private static double? Absolute(double? value) => value is { } number ? Math.Abs(number) : null;

    internal static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
