namespace Serverless.Core.MarketData;

/// <summary>A split of shares.</summary>
/// <param name="ExDate">First date on which the new shares trade.</param>
/// <param name="Ratio">Shares after it per share before: 4 for a split of 4 for 1, 0.125 for a reverse split of 1 for 8.</param>
public readonly record struct ShareSplit(DateOnly ExDate, double Ratio);
