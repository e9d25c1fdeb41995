namespace Serverless.Core.Execution.Accounts;

/// <summary>How much position an account may carry, and when it is taken away.</summary>
public sealed record MarginRules
{
    /// <summary>
    /// Largest value of a position as a multiple of equity when it is opened or added to; 1 is a cash account, null does not ask.
    /// An order that would exceed it is refused.
    /// </summary>
    public double? Leverage
    {
        get;
        init => field = value is null or > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Leverage), value, "Leverage must be positive, or null for no limit.");
    }

    /// <summary>
    /// Share of its value that the isolated margin of a position must keep; where it does not, the position is liquidated. 0 never liquidates.
    /// </summary>
    public double MaintenanceRate
    {
        get;
        init => field = value is >= 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaintenanceRate), value, "MaintenanceRate must be at least 0 and below 1.");
    }

    /// <summary>
    /// Largest position in units, of either side; null for no limit. An order trades what fits; the rest of it is withdrawn.
    /// </summary>
    public double? MaxPosition
    {
        get;
        init => field = value is null or > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaxPosition), value, "MaxPosition must be positive, or null for no limit.");
    }

    /// <summary>
    /// Price at which a position is liquidated: entry ÷ leverage per unit was posted as its margin, and that, with the unrealised profit,
    /// is down to the maintenance rate of the value. 0 when it never is.
    /// </summary>
    /// <param name="position">Units; negative when short.</param>
    /// <param name="entryPrice">Average entry price.</param>
    public double LiquidationPrice(double position, double entryPrice)
    {
        if (Leverage is not { } leverage || MaintenanceRate == 0 || position == 0)
            return 0;
        return position > 0
            ? entryPrice * (1 - (1 / leverage)) / (1 - MaintenanceRate)
            : entryPrice * (1 + (1 / leverage)) / (1 + MaintenanceRate);
    }

    /// <summary>
    /// Whether an account may go from <paramref name="before"/> to <paramref name="after"/> units while other symbols bind
    /// <paramref name="boundElsewhere"/> of its equity.
    /// </summary>
    internal bool Allows(double before, double after, double price, double equityAfter, double boundElsewhere)
    {
        var reduces = Math.Sign(after) == Math.Sign(before) && Math.Abs(after) <= Math.Abs(before);
        // A position of all the equity must not fail on the last bit.
        return Leverage is not { } leverage || after == 0 || reduces || Math.Abs(after) * price <= (equityAfter - boundElsewhere) * leverage * (1 + 1e-9);
    }
}
