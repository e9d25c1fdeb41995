using Alpaca.Markets;
using Alpaca.Markets.Extensions;
using Binance.Net.Clients;
using Binance.Net.Objects.Options;
using Microsoft.Extensions.Options;
using Serverless.Core.MarketData;

namespace Serverless.Infra.MarketData.Download;

/// <summary>The sources that there are; keep one for the process, since it holds their connections and their pace.</summary>
public sealed class DownloadSources
{
    private readonly Dictionary<string, IBarDownload> bars;
    private readonly Dictionary<string, IFiguresDownload> figures;

    /// <summary>Sources at hand, for tests and for vendors of one's own.</summary>
    public DownloadSources(IEnumerable<IBarDownload> bars, IEnumerable<IFiguresDownload> figures)
    {
        this.bars = bars.ToDictionary(source => source.Name);
        this.figures = figures.ToDictionary(source => source.Name);
    }

    /// <summary>All sources that the settings allow.</summary>
    public static DownloadSources Create(DownloadSettings settings, HttpPolicy policy, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(policy);
        var binance = new BinanceRestClient(
            DownloadHttp.CreateBinanceClient(policy, time, settings.Addresses.GetValueOrDefault("binance")), null, Options.Create(new BinanceRestOptions()));
        var yahoo = DownloadHttp.CreateClient(YahooBars.Pace, policy, time);
        yahoo.DefaultRequestHeaders.UserAgent.ParseAdd(YahooBars.UserAgent);
        List<IBarDownload> bars =
        [
            new BinanceBars(binance),
            new KrakenBars(DownloadHttp.CreateKrakenClient(policy, time), settings.Addresses.GetValueOrDefault("kraken")),
            new YahooBars(yahoo, settings.Addresses.GetValueOrDefault("yahoo")),
        ];
        if (settings is { AlpacaKeyId: { Length: > 0 } id, AlpacaSecretKey: { Length: > 0 } secret })
            bars.Add(Alpaca(() => DownloadHttp.CreateClient(AlpacaBars.Pace, policy, time), new SecretKey(id, secret), settings.Addresses.GetValueOrDefault("alpaca")));
        return new DownloadSources(
            bars,
            [
                new BinanceFunding(binance),
                new FredObservations(DownloadHttp.CreateClient(FredObservations.Pace, policy, time), settings.FredKey, settings.Addresses.GetValueOrDefault("fred")),
            ]);
    }

    /// <summary>Names of all sources.</summary>
    public IEnumerable<string> Names => bars.Keys.Concat(figures.Keys).Order(StringComparer.Ordinal);

    /// <summary>Whether a source of this name delivers dated figures instead of bars.</summary>
    public bool HasFigures(string source) => figures.ContainsKey(source);

    /// <summary>The source of bars of this name.</summary>
    /// <exception cref="DownloadException">There is none.</exception>
    public IBarDownload BarsOf(string source) => bars.GetValueOrDefault(source) ?? throw Unknown(source, "bars", bars.Keys);

    /// <summary>The source of dated figures of this name.</summary>
    /// <exception cref="DownloadException">There is none.</exception>
    public IFiguresDownload FiguresOf(string source) => figures.GetValueOrDefault(source) ?? throw Unknown(source, "dated figures", figures.Keys);

    /// <summary>What brings a stored dataset up to date; null when it was not downloaded from one of the sources.</summary>
    public DownloadTarget? TargetOf(DatasetManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return manifest.Origin.Source.Split(':', 2) is [var source, var symbol] && (bars.ContainsKey(source) || figures.ContainsKey(source))
            ? new DownloadTarget(source, symbol, manifest.Dataset.Timeframe, null)
            : null;
    }

    internal static DataOrigin OriginOf(DownloadTarget target, PriceAdjustment adjustment) =>
        new(target.Source.Split('-')[0], $"{target.Source}:{target.Symbol}", null, adjustment);

    // Two HTTP clients, because Alpaca's client sets the base address of the one that it is given.
    private static AlpacaBars Alpaca(Func<HttpClient> http, SecretKey key, Uri? address)
    {
        var stocks = Environments.Live.GetAlpacaDataClientConfiguration(key);
        var crypto = Environments.Live.GetAlpacaCryptoDataClientConfiguration(key);
        (stocks.HttpClient, crypto.HttpClient) = (http(), http());
        (stocks.ApiEndpoint, crypto.ApiEndpoint) = (address ?? stocks.ApiEndpoint, address ?? crypto.ApiEndpoint);
        return new AlpacaBars(stocks.GetClient(), crypto.GetClient());
    }

    private static DownloadException Unknown(string source, string what, IEnumerable<string> names) =>
        new($"There is no source '{source}' of {what}; there are {string.Join(", ", names)}{(source == "alpaca" ? " (alpaca needs the settings AlpacaKeyId and AlpacaSecretKey)" : "")}.");
}
