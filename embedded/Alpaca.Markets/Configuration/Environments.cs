namespace Alpaca.Markets;

/// <summary>Alpaca's environments.</summary>
public static class Environments
{
    private static readonly Uri Data = new("https://data.alpaca.markets");

    /// <summary>Real money.</summary>
    public static IEnvironment Live { get; } = new Addresses(new Uri("https://api.alpaca.markets"), Data);

    /// <summary>Simulated orders on real market data.</summary>
    public static IEnvironment Paper { get; } = new Addresses(new Uri("https://paper-api.alpaca.markets"), Data);

    private sealed record Addresses(Uri AlpacaTradingApi, Uri AlpacaDataApi) : IEnvironment;
}
