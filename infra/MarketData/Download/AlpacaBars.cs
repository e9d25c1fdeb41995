using System.Runtime.CompilerServices;
using Alpaca.Markets;
using Serverless.Core.MarketData;
using Serverless.Core.Time;
using Bar = Serverless.Core.MarketData.Bar;

namespace Serverless.Infra.MarketData.Download;

/// <summary>Bars of Alpaca: stocks adjusted for splits, and pairs of crypto-assets such as <c>BTC/USD</c>.</summary>
/// <param name="stocks">A client for stocks on <see cref="DownloadHttp"/>.</param>
/// <param name="crypto">A client for crypto-assets on <see cref="DownloadHttp"/>.</param>
public sealed class AlpacaBars(IAlpacaDataClient stocks, IAlpacaCryptoDataClient crypto) : IBarDownload
{
    private const uint PageRows = 10_000;

    /// <summary>Of each of the two clients: together they stay below the 200 requests a minute of a free subscription.</summary>
    public static RequestPace Pace { get; } = new(TimeSpan.FromMilliseconds(610));

    /// <inheritdoc />
    public string Name => "alpaca";

    /// <inheritdoc />
    public PriceAdjustment Adjustment => PriceAdjustment.Split;

    /// <inheritdoc />
    public Market MarketOf(string symbol) => symbol.Contains('/', StringComparison.Ordinal) ? Market.Crypto : Market.UsEquities;

    /// <inheritdoc />
    public async IAsyncEnumerable<IReadOnlyList<Bar>> FetchAsync(BarRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? token = null;
        var page = 0;
        do
        {
            var answer = await FetchPageAsync(request, token, ++page, cancellationToken);
            yield return [.. answer.Items.Select(bar => ToBar(bar, request.Timeframe, MarketOf(request.Symbol)))];
            if (answer.NextPageToken is not null && answer.NextPageToken == token)
                throw new DownloadException($"alpaca, {request}, page {page}: the token of the next page is the one of this page. {DownloadAdvice.Later}");
            token = answer.NextPageToken;
        }
        while (!string.IsNullOrEmpty(token));
    }

    private async Task<IPage<IBar>> FetchPageAsync(BarRequest request, string? token, int page, CancellationToken cancellation)
    {
        var (from, into) = (request.From.UtcDateTime, request.Until.UtcDateTime.AddTicks(-1));
        try
        {
            if (MarketOf(request.Symbol) == Market.Crypto)
            {
                var pairs = new HistoricalCryptoBarsRequest(request.Symbol, from, into, Length(request.Timeframe)).WithPageSize(PageRows);
                return await crypto.ListHistoricalBarsAsync(token is null ? pairs : pairs.WithPageToken(token), cancellation);
            }

            var shares = new HistoricalBarsRequest(request.Symbol, from, into, Length(request.Timeframe)) { Adjustment = Alpaca.Markets.Adjustment.SplitsOnly }.WithPageSize(PageRows);
            return await stocks.ListHistoricalBarsAsync(token is null ? shares : shares.WithPageToken(token), cancellation);
        }
        catch (RestClientErrorException error)
        {
            throw new DownloadException($"alpaca, {request}, page {page}: {error.Message.TrimEnd('.')}. {DownloadAdvice.For((int?)error.HttpStatusCode)}", DownloadAdvice.IsTransient((int?)error.HttpStatusCode), error);
        }
        catch (HttpRequestException error)
        {
            throw new DownloadException($"alpaca, {request}, page {page}: {error.Message.TrimEnd('.')}. {DownloadAdvice.Later}", error is not RefusedResponseException, error);
        }
    }

    // A daily bar of a stock is stamped with midnight in New York, and labelled by its date here.
    private static Bar ToBar(IBar bar, Timeframe timeframe, Market market) => new(
        timeframe == Timeframe.D1 && market == Market.UsEquities ? new DateTime(NewYorkTime.FromUtc(bar.TimeUtc.Ticks), DateTimeKind.Utc).Date : bar.TimeUtc,
        bar.Open.ToDouble(),
        bar.High.ToDouble(),
        bar.Low.ToDouble(),
        bar.Close.ToDouble(),
        bar.Volume.ToDouble());

    private static BarTimeFrame Length(Timeframe timeframe) => timeframe switch
    {
        Timeframe.M1 => BarTimeFrame.Minute,
        Timeframe.M15 => new BarTimeFrame(15, BarTimeFrameUnit.Minute),
        Timeframe.M30 => new BarTimeFrame(30, BarTimeFrameUnit.Minute),
        Timeframe.H1 => BarTimeFrame.Hour,
        Timeframe.H4 => new BarTimeFrame(4, BarTimeFrameUnit.Hour),
        Timeframe.D1 => BarTimeFrame.Day,
        _ => throw new DownloadException($"alpaca has no {timeframe} bars."),
    };
}
