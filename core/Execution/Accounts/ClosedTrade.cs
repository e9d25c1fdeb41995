namespace Serverless.Core.Execution.Accounts;

/// <summary>A closed trade. Money is in quote currency.</summary>
/// <param name="Entry">The fill that opened it; its type and role are the reason.</param>
/// <param name="Exit">The fill that closed it.</param>
/// <param name="Quantity">Largest number of units held; negative when short.</param>
/// <param name="EntryPrice">Average price of the fills that opened or added, slippage included.</param>
/// <param name="ExitPrice">Average price of the fills that reduced or closed.</param>
/// <param name="Commission">Fees of all its fills.</param>
/// <param name="Slippage">Slippage of all its fills.</param>
/// <param name="NetProfit">Profit after costs; funding and borrow fees are the account's.</param>
/// <param name="Excursion">How far the price went while it was held.</param>
/// <param name="DependsOnPath">Whether one of its fills depends on the order in which a bar visited its extremes.</param>
public readonly record struct ClosedTrade(
    OrderFill Entry,
    OrderFill Exit,
    double Quantity,
    double EntryPrice,
    double ExitPrice,
    double Commission,
    double Slippage,
    double NetProfit,
    Excursion Excursion,
    bool DependsOnPath)
{
    /// <summary>Profit at quoted prices, before costs.</summary>
    public double GrossProfit => NetProfit + Commission + Slippage;

    /// <summary>Number of closes at which it was held.</summary>
    public int BarsHeld => ClosesBefore(Exit) - ClosesBefore(Entry);

    private static int ClosesBefore(in OrderFill fill) => fill.Moment == FillMoment.Close ? fill.Bar + 1 : fill.Bar;
}
