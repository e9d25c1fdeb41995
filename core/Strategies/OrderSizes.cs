using Serverless.Core.Execution;
using Serverless.Core.Execution.Simulation;

namespace Serverless.Core.Strategies;

/// <summary>
/// Sizes of orders from the equity and price at a close; in units, not negative, rounded down to the lot. Where an input is not yet known
/// (NaN), or a divisor is 0, the size is 0: nothing is ordered on it.
/// </summary>
public readonly struct OrderSizes
{
    private readonly double account;
    private readonly double equity;
    private readonly double price;
    private readonly SimulationRules rules;

    internal OrderSizes(double account, double budget, double price, SimulationRules rules)
    {
        this.account = account;
        equity = account * budget;
        this.price = price;
        this.rules = rules;
    }

    /// <summary>What the run is configured to: a share of the equity, a number of units, or a risk.</summary>
    /// <param name="stopDistance">Entry less stop, in price units; a risk needs it.</param>
    public double Configured(double stopDistance = double.NaN) => rules.Sizing.Mode switch
    {
        SizingMode.FixedUnits => Fixed(rules.Sizing.Size),
        SizingMode.EquityRisk => Risk(rules.Sizing.Size, stopDistance),
        // The share that full positions have in the rules is of the account: it knows of budgets already.
        _ => Rounded(rules.Sizing.Size * account / price),
    };

    /// <summary>A number of units.</summary>
    public double Fixed(double units) => Rounded(units);

    /// <summary>Worth a share of the equity; 0.1 is 10 %.</summary>
    public double PercentOfEquity(double share) => Rounded(share * equity / price);

    /// <summary>Losing a share of the equity when the price goes <paramref name="stopDistance"/> against it.</summary>
    /// <param name="share">0.01 risks 1 %.</param>
    /// <param name="stopDistance">Entry less stop, in price units; positive.</param>
    public double Risk(double share, double stopDistance) => Rounded(share * equity / stopDistance);

    /// <summary>As <see cref="Risk"/>, with a stop at a multiple of the average true range.</summary>
    public double AverageRange(double share, double averageTrueRange, double multiple) => Risk(share, averageTrueRange * multiple);

    /// <summary>Worth so much that the position has a volatility of <paramref name="target"/> of the equity.</summary>
    /// <param name="target">Annualised; 0.1 is 10 %.</param>
    /// <param name="volatility">Annualised volatility of the asset.</param>
    /// <param name="maxShare">Largest share of the equity.</param>
    public double VolatilityTarget(double target, double volatility, double maxShare) =>
        PercentOfEquity(Math.Min(maxShare, target / volatility));

    private double Rounded(double units) => double.IsFinite(units) && units > 0 ? rules.Instrument.RoundDown(units) : 0;
}
