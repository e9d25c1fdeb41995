namespace Serverless.Core.MarketData;

/// <summary>Two versions of one bar.</summary>
/// <param name="Kept">The one that is in the series.</param>
/// <param name="Dropped">The one that is not.</param>
public readonly record struct BarConflict(Bar Kept, Bar Dropped);
