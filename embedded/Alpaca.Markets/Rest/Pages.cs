namespace Alpaca.Markets;

internal sealed record Page(string Symbol, string? NextPageToken, IReadOnlyList<IBar> Items) : IPage<IBar>;

internal sealed record MultiPage(string? NextPageToken, IReadOnlyDictionary<string, IReadOnlyList<IBar>> Items) : IMultiPage<IBar>;

internal sealed record Bar(
    string Symbol, DateTime TimeUtc, decimal Open, decimal High, decimal Low, decimal Close, decimal Volume, decimal Vwap, ulong TradeCount) : IBar;
