using System.Globalization;
using System.Runtime.CompilerServices;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Infra.MarketData.Download;

/// <summary>Bars of Yahoo's chart service (<c>GET /v8/finance/chart/SYMBOL</c>), adjusted for splits. The service is not documented and has
/// no four-hour bars; its history of shorter bars is short (one minute: 30 days, 30 minutes: 60 days, one hour: two years).</summary>
public sealed class YahooBars(HttpClient http, Uri? address = null) : IBarDownload
{
    private readonly SourceClient client = new("yahoo", http, address ?? new Uri("https://query1.finance.yahoo.com/"));

    /// <summary>One request in two seconds: the service publishes no limit and refuses crowds.</summary>
    public static RequestPace Pace { get; } = new(TimeSpan.FromSeconds(2));

    /// <summary>The service answers 429 to clients that do not introduce themselves like a browser.</summary>
    public static string UserAgent => "Mozilla/5.0 (compatible; Serverless)";

    /// <inheritdoc />
    public string Name => "yahoo";

    /// <inheritdoc />
    public PriceAdjustment Adjustment => PriceAdjustment.Split;

    /// <inheritdoc />
    public Market MarketOf(string symbol) => symbol.EndsWith("-USD", StringComparison.Ordinal) ? Market.Crypto
        : symbol.StartsWith('^') ? Market.Macro
        : Market.UsEquities;

    /// <inheritdoc />
    public async IAsyncEnumerable<IReadOnlyList<Bar>> FetchAsync(BarRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var chart in FetchChartsAsync(request, cancellationToken))
            yield return chart.Bars;
    }

    /// <summary>The pages with the dividends and splits that fall into them.</summary>
    /// <exception cref="DownloadException">As for <see cref="FetchAsync"/>.</exception>
    public async IAsyncEnumerable<YahooChart> FetchChartsAsync(BarRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (interval, span) = request.Timeframe switch
        {
            Timeframe.M1 => ("1m", TimeSpan.FromDays(7)),
            Timeframe.M15 => ("15m", TimeSpan.FromDays(59)),
            Timeframe.M30 => ("30m", TimeSpan.FromDays(59)),
            Timeframe.H1 => ("1h", TimeSpan.FromDays(365)),
            Timeframe.D1 => ("1d", TimeSpan.FromDays(3652)),
            _ => throw new DownloadException($"yahoo, {request}: Yahoo has no {request.Timeframe} bars; download H1 and resample them."),
        };
        var page = 0;
        for (var from = request.From; from < request.Until; from += span)
        {
            var what = $"{request}, page {++page}";
            var until = request.Until - from < span ? request.Until : from + span;
            var path = string.Create(
                CultureInfo.InvariantCulture,
                $"v8/finance/chart/{Uri.EscapeDataString(request.Symbol)}?period1={from.ToUnixTimeSeconds()}&period2={until.ToUnixTimeSeconds()}&interval={interval}&events=div%7Csplit&includePrePost=false");
            using var answer = await client.GetJsonAsync(path, what, cancellationToken);
            YahooChart chart;
            try
            {
                chart = YahooChart.Read(answer.RootElement, request.Timeframe);
            }
            catch (Exception error) when (error is KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException)
            {
                throw client.Malformed(what, error);
            }

            yield return chart;
        }
    }
}
