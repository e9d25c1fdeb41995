namespace Serverless.Core.Metrics;

/// <summary>How much capital a strategy carries before its own market impact eats what it earns.</summary>
public static class Capacity
{
    /// <summary>
    /// The capital C at which the cost of impact equals the edge. An order for f·C costs Y σ √(f C ÷ V) of its notional (square-root law, V the
    /// volume over the horizon of σ), and earns e of its notional before impact: C = V ÷ f · (e ÷ (Y σ))². The mean profit per year is largest at (2 ÷ 3)²
    /// of it. 0 without an edge; null when there is no volatility or no trading, so that nothing limits it.
    /// </summary>
    /// <param name="edge">e: mean profit after other costs ÷ notional traded (0.001 is 10 bps).</param>
    /// <param name="volatility">σ: deviation of returns over the horizon, for example a day; not negative.</param>
    /// <param name="volume">V: mean traded notional over the same horizon, in the currency of the result; not negative.</param>
    /// <param name="orderShare">f: notional of a typical order ÷ capital; not negative.</param>
    /// <param name="impactCoefficient">Y, about 1.</param>
    public static double? Estimate(double edge, double volatility, double volume, double orderShare, double impactCoefficient = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(volatility);
        ArgumentOutOfRangeException.ThrowIfNegative(volume);
        ArgumentOutOfRangeException.ThrowIfNegative(orderShare);
        ArgumentOutOfRangeException.ThrowIfNegative(impactCoefficient);
        if (edge <= 0)
            return 0;
        var ratio = edge / (impactCoefficient * volatility);
        var capital = volume / orderShare * ratio * ratio;
        return double.IsFinite(capital) ? capital : null;
    }
}
