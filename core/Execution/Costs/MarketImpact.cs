namespace Serverless.Core.Execution.Costs;

/// <summary>
/// How far an order moves the price, as a share of the price, against itself. Quantities are of the whole order, not of a part.
/// </summary>
public static class MarketImpact
{
    // Almgren, Thum, Hauptmann, Li (2005), "Direct estimation of equity market impact", table 3.
    private const double PermanentCoefficient = 0.314;
    private const double TemporaryCoefficient = 0.142;

    /// <summary><paramref name="coefficient"/> × quantity ÷ volume.</summary>
    /// <param name="quantity">Units, of either sign.</param>
    /// <param name="volume">Units that trade in the same time; positive.</param>
    /// <param name="coefficient">Impact of an order as large as the volume.</param>
    public static double Linear(double quantity, double volume, double coefficient) => coefficient * Math.Abs(quantity) / volume;

    /// <summary>The square-root law: <paramref name="coefficient"/> × daily volatility × √(quantity ÷ daily volume).</summary>
    /// <param name="quantity">Units, of either sign.</param>
    /// <param name="dailyVolume">Units that trade in a day; positive.</param>
    /// <param name="dailyVolatility">Standard deviation of daily returns.</param>
    /// <param name="coefficient">Y of the law, about 1.</param>
    public static double SquareRoot(double quantity, double dailyVolume, double dailyVolatility, double coefficient) =>
        coefficient * dailyVolatility * Math.Sqrt(Math.Abs(quantity) / dailyVolume);

    /// <summary>Almgren et al. (2005): permanent impact γσ(X ÷ V)(Θ ÷ V)^¼.</summary>
    /// <param name="quantity">X, units, of either sign.</param>
    /// <param name="dailyVolume">V; positive.</param>
    /// <param name="dailyVolatility">σ, standard deviation of daily returns.</param>
    /// <param name="outstanding">Θ, shares outstanding.</param>
    public static double AlmgrenPermanent(double quantity, double dailyVolume, double dailyVolatility, double outstanding) =>
        PermanentCoefficient * dailyVolatility * Math.Abs(quantity) / dailyVolume * Math.Sqrt(Math.Sqrt(outstanding / dailyVolume));

    /// <summary>Almgren et al. (2005): average cost of the whole order, half of the permanent impact and ησ(X ÷ VT)^⅗.</summary>
    /// <param name="quantity">X, units, of either sign.</param>
    /// <param name="dailyVolume">V; positive.</param>
    /// <param name="dailyVolatility">σ, standard deviation of daily returns.</param>
    /// <param name="outstanding">Θ, shares outstanding.</param>
    /// <param name="days">T, trading days over which it is executed; positive.</param>
    public static double AlmgrenCost(double quantity, double dailyVolume, double dailyVolatility, double outstanding, double days) =>
        (AlmgrenPermanent(quantity, dailyVolume, dailyVolatility, outstanding) / 2)
        + (TemporaryCoefficient * dailyVolatility * Math.Pow(Math.Abs(quantity) / (dailyVolume * days), 0.6));
}
