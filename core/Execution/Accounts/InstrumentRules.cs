namespace Serverless.Core.Execution.Accounts;

/// <summary>What a venue accepts for an instrument. 0 means that there is no such rule.</summary>
public sealed record InstrumentRules
{
    /// <summary>Sizes are multiples of it, in units.</summary>
    public double LotSize { get; init => field = NotNegative(value, nameof(LotSize)); }

    /// <summary>Limit and stop prices are multiples of it, in quote currency.</summary>
    public double TickSize { get; init => field = NotNegative(value, nameof(TickSize)); }

    /// <summary>Smallest value of an order, in quote currency; orders that only reduce are exempt.</summary>
    public double MinNotional { get; init => field = NotNegative(value, nameof(MinNotional)); }

    /// <summary>The largest size towards 0 that is a multiple of the lot.</summary>
    public double RoundDown(double units) => LotSize == 0 ? units : Math.Truncate(Nearest(units / LotSize)) * LotSize;

    /// <summary>The nearest price that is a multiple of the tick.</summary>
    public double RoundPrice(double price) => TickSize == 0 ? price : Math.Round(price / TickSize) * TickSize;

    internal bool IsLot(double units) => IsMultiple(units, LotSize);

    internal bool IsTick(double price) => IsMultiple(price, TickSize);

    private static bool IsMultiple(double value, double step) =>
        step == 0 || Math.Abs(Nearest(value / step) - Math.Truncate(Nearest(value / step))) == 0;

    // 0.3 ÷ 0.1 is 2.9999999999999996: what is within rounding of a whole number is that number.
    private static double Nearest(double multiple) =>
        Math.Abs(multiple - Math.Round(multiple)) <= 1e-9 * Math.Max(1, Math.Abs(multiple)) ? Math.Round(multiple) : multiple;

    private static double NotNegative(double value, string name) => value >= 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be finite and not negative; 0 for no rule.");
}
