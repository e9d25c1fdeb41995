using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Infra.MarketData.Download;

/// <summary>
/// Bars of Kraken's spot market (<c>GET /0/public/OHLC</c>). Kraken keeps the newest 720 bars of each length only, so download often
/// enough: what has left that window is a gap.
/// </summary>
public sealed class KrakenBars(HttpClient http, Uri? address = null) : IBarDownload
{
    private readonly SourceClient client = new("kraken", http, address ?? new Uri("https://api.kraken.com/"));

    /// <summary>One request a second, which Kraken's public counter allows for good.</summary>
    public static RequestPace Pace { get; } = new(TimeSpan.FromSeconds(1));

    /// <inheritdoc />
    public string Name => "kraken";

    /// <inheritdoc />
    public PriceAdjustment Adjustment => PriceAdjustment.Raw;

    /// <inheritdoc />
    public Market MarketOf(string symbol) => Market.Crypto;

    /// <inheritdoc />
    public async IAsyncEnumerable<IReadOnlyList<Bar>> FetchAsync(BarRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // since excludes the bar that opens at it.
        var since = request.From.ToUnixTimeSeconds() - 1;
        var until = request.Until.ToUnixTimeSeconds();
        for (var page = 1; since < until; page++)
        {
            var what = $"{request}, page {page}";
            var path = string.Create(
                CultureInfo.InvariantCulture,
                $"0/public/OHLC?pair={Uri.EscapeDataString(request.Symbol)}&interval={(int)request.Timeframe}&since={since}");
            using var answer = await client.GetJsonAsync(path, what, cancellationToken);
            var (bars, last) = Parse(answer.RootElement, what);
            yield return bars.FindAll(bar => bar.OpenTime >= request.From.UtcDateTime && bar.OpenTime < request.Until.UtcDateTime);
            if (last <= since)
                yield break;
            since = last;
        }
    }

    private (List<Bar> Bars, long Last) Parse(JsonElement answer, string what)
    {
        try
        {
            if (answer.GetProperty("error") is { } errors && errors.GetArrayLength() > 0)
                throw new DownloadException($"kraken, {what}: {string.Join(", ", errors.EnumerateArray())}. Check the pair; kraken.com lists them under /0/public/AssetPairs.");
            var result = answer.GetProperty("result");
            // The pair comes back under Kraken's own name: XBTUSD as XXBTZUSD.
            var rows = result.EnumerateObject().Single(member => member.Name != "last").Value;
            return (rows.EnumerateArray().Select(ToBar).ToList(), result.GetProperty("last").GetInt64());
        }
        catch (Exception error) when (error is KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            throw client.Malformed(what, error);
        }
    }

    private static Bar ToBar(JsonElement row) => new(
        DateTimeOffset.FromUnixTimeSeconds(row[0].GetInt64()).UtcDateTime,
        Number(row[1]),
        Number(row[2]),
        Number(row[3]),
        Number(row[4]),
        Number(row[6]));

    private static double Number(JsonElement text) => double.Parse(text.GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture);
}
