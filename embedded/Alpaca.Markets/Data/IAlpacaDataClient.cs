namespace Alpaca.Markets;

/// <summary>Market data of stocks.</summary>
public interface IAlpacaDataClient : IHistoricalBarsClient<HistoricalBarsRequest>, IDisposable;
