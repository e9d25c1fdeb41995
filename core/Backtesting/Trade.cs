namespace Serverless.Core.Backtesting;

/// <summary>A round trip from flat to flat; resizes between belong to it. Money is in quote currency.</summary>
/// <param name="Side">Direction.</param>
/// <param name="EntryTime">UTC open time of the bar of the first fill.</param>
/// <param name="ExitTime">UTC open time of the bar of the last fill, or the close of the run when it was closed there.</param>
/// <param name="Quantity">Largest number of units held; positive.</param>
/// <param name="EntryPrice">Average price of fills that opened or added, slippage included.</param>
/// <param name="ExitPrice">Average price of fills that reduced or closed, slippage included.</param>
/// <param name="GrossProfit">Profit at quoted prices, before costs.</param>
/// <param name="Commission">Commission of all fills.</param>
/// <param name="Slippage">Slippage of all fills.</param>
/// <param name="NetProfit"><paramref name="GrossProfit"/> less costs.</param>
/// <param name="BarsHeld">Bars from the first fill to the last.</param>
/// <param name="MaxAdverseExcursion">Worst price seen while held, as a share of the entry price against it; not negative.</param>
/// <param name="MaxFavourableExcursion">Best price seen while held, as a share of the entry price in favour; not negative.</param>
public sealed record Trade(
    TradeSide Side,
    DateTime EntryTime,
    DateTime ExitTime,
    double Quantity,
    double EntryPrice,
    double ExitPrice,
    double GrossProfit,
    double Commission,
    double Slippage,
    double NetProfit,
    int BarsHeld,
    double MaxAdverseExcursion,
    double MaxFavourableExcursion);
