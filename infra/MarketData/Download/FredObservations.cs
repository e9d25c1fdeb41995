using System.Globalization;
using System.Text.Json;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Infra.MarketData.Download;

/// <summary>
/// Series of FRED, the Federal Reserve Bank of St. Louis. With a key (<c>/fred/series/observations</c>, output type 4) each figure is the one
/// first published, known from the day after its first vintage. Without one (<c>fredgraph.csv</c>) it is the present, revised figure, known
/// when <see cref="ReleaseCalendar"/> says.
/// </summary>
/// <param name="http">Made by <see cref="DownloadHttp"/>.</param>
/// <param name="apiKey">The key of an account; null to do without.</param>
/// <param name="address">Address of the service; with a key its default is the API's, without the site's.</param>
public sealed class FredObservations(HttpClient http, string? apiKey = null, Uri? address = null) : IFiguresDownload
{
    private const int PageRows = 100_000;
    private readonly SourceClient client = new(
        "fred", http, address ?? new Uri(apiKey is null ? "https://fred.stlouisfed.org/" : "https://api.stlouisfed.org/"), apiKey);

    /// <summary>Two requests a second, which is FRED's limit of 120 a minute.</summary>
    public static RequestPace Pace { get; } = new(TimeSpan.FromMilliseconds(500));

    /// <inheritdoc />
    public string Name => "fred";

    /// <inheritdoc />
    public Market Market => Market.Macro;

    /// <summary>Fetches the figures about days in <c>[from, until)</c>. Figures that FRED marks as missing are left out.</summary>
    /// <inheritdoc />
    public async Task<Observations> FetchAsync(string symbol, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        var first = DateOnly.FromDateTime(from.UtcDateTime);
        var figures = apiKey is null ? await FetchCsvAsync(symbol, first, cancellationToken) : await FetchJsonAsync(symbol, first, cancellationToken);
        var (references, known, values) = (new List<long>(), new List<long>(), new List<double>());
        foreach (var figure in figures.Where(figure => figure.Reference < until.UtcDateTime).OrderBy(figure => figure.Reference).ThenBy(figure => figure.Known).DistinctBy(figure => figure.Reference))
        {
            references.Add(figure.Reference.Ticks);
            known.Add(Math.Max(figure.Known.Ticks, known.Count == 0 ? 0 : known[^1]));
            values.Add(figure.Value);
        }

        return apiKey is null
            ? ReleaseCalendar.Publish(symbol, references.ToArray(), values.ToArray())
            : new Observations(symbol, references.ToArray(), known.ToArray(), values.ToArray());
    }

    private async Task<List<Figure>> FetchJsonAsync(string series, DateOnly from, CancellationToken cancellation)
    {
        var figures = new List<Figure>();
        for (int offset = 0, total = 1; offset < total; offset += PageRows)
        {
            var what = $"{series}, page {1 + (offset / PageRows)}";
            var path = string.Create(
                CultureInfo.InvariantCulture,
                $"fred/series/observations?series_id={Uri.EscapeDataString(series)}&api_key={Uri.EscapeDataString(apiKey!)}&file_type=json&output_type=4&realtime_start=1776-07-04&realtime_end=9999-12-31&observation_start={from:yyyy-MM-dd}&limit={PageRows}&offset={offset}");
            using var answer = await client.GetJsonAsync(path, what, cancellation);
            try
            {
                total = answer.RootElement.GetProperty("count").GetInt32();
                figures.AddRange(answer.RootElement.GetProperty("observations").EnumerateArray().Select(Read).OfType<Figure>());
            }
            catch (Exception error) when (error is KeyNotFoundException or InvalidOperationException or FormatException)
            {
                throw client.Malformed(what, error);
            }
        }

        return figures;
    }

    private static Figure? Read(JsonElement row)
    {
        var reference = Date(row.GetProperty("date").GetString());
        // The hour of a release is not told: the next day is safe.
        var known = Date(row.GetProperty("realtime_start").GetString()).AddDays(1);
        return Value(row.GetProperty("value").GetString()) is { } value ? new Figure(reference, known > reference ? known : reference, value) : null;
    }

    private async Task<List<Figure>> FetchCsvAsync(string series, DateOnly from, CancellationToken cancellation)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"graph/fredgraph.csv?id={Uri.EscapeDataString(series)}&cosd={from:yyyy-MM-dd}");
        var lines = (await client.GetTextAsync(path, series, cancellation)).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        try
        {
            if (lines.Length == 0 || lines[0].Split(',') is not [_, var name] || name != series)
                throw new FormatException($"the header is not 'observation_date,{series}'");
            var figures = new List<Figure>();
            foreach (var line in lines.Skip(1))
            {
                var fields = line.Split(',');
                var reference = Date(fields[0]);
                if (Value(fields[1]) is { } value)
                    figures.Add(new Figure(reference, reference, value));
            }

            return figures;
        }
        catch (Exception error) when (error is FormatException or IndexOutOfRangeException)
        {
            throw client.Malformed(series, error);
        }
    }

    private static DateTime Date(string? text) => DateTime.ParseExact(
        text ?? "", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private static double? Value(string? text) => text is null or "" or "." ? null : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private sealed record Figure(DateTime Reference, DateTime Known, double Value);
}
