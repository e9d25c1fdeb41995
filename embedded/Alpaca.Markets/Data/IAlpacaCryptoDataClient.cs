namespace Alpaca.Markets;

/// <summary>Market data of crypto-assets.</summary>
public interface IAlpacaCryptoDataClient : IHistoricalBarsClient<HistoricalCryptoBarsRequest>, IDisposable;
