namespace Serverless.Core.MarketData;

/// <summary>A distribution of cash.</summary>
/// <param name="ExDate">First date on which shares trade without it.</param>
/// <param name="Amount">Cash per share as the shares traded the day before.</param>
public readonly record struct CashDividend(DateOnly ExDate, double Amount);
