namespace Serverless.Core.Lifecycle;

/// <summary>
/// Capital by risk budget. A seat's share of all capital is the smallest of
/// (1) the volatility budget σ* ÷ (σ · √(N · (1 + (N − 1) · ρ))), with which N strategies of equal risk and average correlation ρ together have the volatility σ*;
/// (2) a fraction κ of the growth-optimal (Kelly) share, κ · S ÷ σ, since μ ÷ σ² = S ÷ σ (E. O. Thorp, "The Kelly criterion in blackjack, sports betting, and the stock market", 2006);
/// (3) the cap per strategy. Here σ and S are the annualised volatility and Sharpe ratio out-of-sample.
/// </summary>
public sealed record CapitalSizing
{
    /// <summary>σ*: annualised volatility of all live strategies together; above 0, at most 1.</summary>
    public double TargetVolatility { get; init => field = LifecyclePolicy.Share(value, nameof(TargetVolatility)); } = 0.1;

    /// <summary>ρ: average correlation that is assumed between live strategies, 0 … 1.</summary>
    public double AssumedCorrelation
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(AssumedCorrelation), value, $"{nameof(AssumedCorrelation)} must be 0 to 1.");
    } = 0.3;

    /// <summary>κ: fraction of the Kelly share; above 0, at most 1.</summary>
    public double KellyFraction { get; init => field = LifecyclePolicy.Share(value, nameof(KellyFraction)); } = 0.25;

    /// <summary>Largest share of all capital for one strategy; above 0, at most 1.</summary>
    public double MaxShare { get; init => field = LifecyclePolicy.Share(value, nameof(MaxShare)); } = 0.05;

    /// <summary>Share of all capital, 0 … <see cref="MaxShare"/>; 0 when the figures are missing or the Sharpe ratio is not above 0.</summary>
    public double ShareOf(double? sharpe, double? volatility, int seats)
    {
        if (!(sharpe > 0) || !(volatility > 0))
            return 0;
        var budget = TargetVolatility / (volatility.Value * Math.Sqrt(seats * (1 + ((seats - 1) * AssumedCorrelation))));
        var kelly = KellyFraction * sharpe.Value / volatility.Value;
        return Math.Min(MaxShare, Math.Min(budget, kelly));
    }

    /// <summary>That share of <paramref name="capital"/>, rounded down to the cent.</summary>
    public decimal AmountOf(decimal capital, double? sharpe, double? volatility, int seats) => Cents.Down(capital * (decimal)ShareOf(sharpe, volatility, seats));
}
