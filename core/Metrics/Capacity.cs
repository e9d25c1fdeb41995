using Serverless.Core.Execution.Costs;

namespace Serverless.Core.Metrics;

/// <summary>
/// How much capital a strategy carries before its own market impact eats what it earns. The capital C is held constant; an order for the share f of
/// it costs <see cref="MarketImpact.SquareRoot"/> = Y σ √(f C ÷ V) of its notional (the square-root law: Almgren, Thum, Hauptmann and Li, 2005; Tóth
/// et al., 2011, "Anomalous price impact and the critical nature of liquidity in financial markets"). Over all orders that is √C · K of the capital
/// with K = Y ∑ f σ √(f ÷ V), beside a gain of G, the sum of returns: C breaks even at (G ÷ K)².
/// </summary>
/// <param name="BreakEven">Capital at which impact takes all that is earned, in quote currency; 0 without a gain.</param>
/// <param name="Participation">Capital at which the largest order is <see cref="MostOfDay"/> of what is traded in a day.</param>
public sealed record Capacity(double BreakEven, double Participation)
{
    /// <summary>A tenth of a day's volume: a usual limit of participation, beyond which the law is an extrapolation.</summary>
    public const double MostOfDay = 0.1;

    /// <summary>What a report calls capacity: the smaller of <see cref="HalfOfGain"/> and <see cref="Participation"/>.</summary>
    public double Amount => Math.Min(HalfOfGain, Participation);

    /// <summary>Capital at which impact takes half of what is earned.</summary>
    public double HalfOfGain => BreakEven / 4;

    /// <summary>Capital at which what is left in money is largest; impact takes two thirds there.</summary>
    public double MostProfit => BreakEven * 4 / 9;

    /// <summary>Share of the gain that impact takes at a capital: √(C ÷ <see cref="BreakEven"/>), above 1 beyond it.</summary>
    /// <param name="capital">C, not negative.</param>
    public double ShareTaken(double capital)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capital);
        return Math.Sqrt(capital / BreakEven);
    }

    /// <summary>Estimates the capacity.</summary>
    /// <param name="gain">G: sum of the returns of a run after its own costs, each of its period.</param>
    /// <param name="orders">All orders of the run.</param>
    /// <param name="impactCoefficient">Y, about 1.</param>
    /// <returns>Null when no order moves a price, so that nothing limits the capital.</returns>
    public static Capacity? Estimate(double gain, IReadOnlyList<ImpactOrder> orders, double impactCoefficient = 1)
    {
        ArgumentNullException.ThrowIfNull(orders);
        ArgumentOutOfRangeException.ThrowIfNegative(impactCoefficient);
        var impact = orders.Sum(order => order.Share * MarketImpact.SquareRoot(order.Share, order.DailyValue, order.DailyVolatility, impactCoefficient));
        if (!(impact > 0))
            return null;
        return new Capacity(gain > 0 ? gain / impact * (gain / impact) : 0, MostOfDay / orders.Max(order => order.Share / order.DailyValue));
    }
}
