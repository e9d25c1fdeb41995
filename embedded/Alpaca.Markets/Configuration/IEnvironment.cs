namespace Alpaca.Markets;

/// <summary>Addresses of one of Alpaca's environments.</summary>
public interface IEnvironment
{
    /// <summary>Orders, positions, assets.</summary>
    Uri AlpacaTradingApi { get; }

    /// <summary>Market data.</summary>
    Uri AlpacaDataApi { get; }
}
