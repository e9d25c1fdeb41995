namespace Serverless.Core.Backtesting;

/// <summary>A position still held at the end of a run, marked at the last close. Money is in quote currency.</summary>
/// <param name="Side">Direction.</param>
/// <param name="EntryTime">UTC open time of the bar of the first fill.</param>
/// <param name="Quantity">Units held; positive.</param>
/// <param name="EntryPrice">Average price of fills that opened or added, slippage included.</param>
/// <param name="MarkPrice">The last close.</param>
/// <param name="NetProfit">Profit so far at the mark, less the costs already paid; closing it is not paid for.</param>
/// <param name="BarsHeld">Bars since the first fill, the last bar included.</param>
public sealed record OpenPosition(
    TradeSide Side,
    DateTime EntryTime,
    double Quantity,
    double EntryPrice,
    double MarkPrice,
    double NetProfit,
    int BarsHeld);
