using Serverless.Infra.MarketData.Download;

namespace Serverless.Functions.Hosting;

/// <summary>What market data to keep up to date, from the settings under <c>MarketData</c>.</summary>
public sealed class MarketDataOptions
{
    /// <summary>By name of the source, a list such as <c>BTCUSDT H4, ETHUSDT D1</c>; of dated figures, <c>T10Y2Y, VIXCLS</c>.</summary>
    public Dictionary<string, string> Sources { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>First day of data that are not stored yet.</summary>
    public DateOnly From { get; set; } = new(2018, 1, 1);

    /// <summary>The data, source by source.</summary>
    /// <exception cref="FormatException">A setting is wrong; the message names its key.</exception>
    public IReadOnlyList<DownloadTarget> ToTargets(DownloadSources sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var from = new DateTimeOffset(From.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
        return [.. Sources.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => Parse(pair.Key, pair.Value, sources, from))];
    }

    private static IReadOnlyList<DownloadTarget> Parse(string source, string list, DownloadSources sources, DateTimeOffset from)
    {
        var key = $"MarketData:Sources:{source}";
        if (!sources.Names.Contains(source))
            throw new FormatException($"{key}: there is no such source, or its key is not set; there are {string.Join(", ", sources.Names)}.");
        try
        {
            return DownloadList.Parse(source, list, sources.HasFigures(source), from);
        }
        catch (FormatException error)
        {
            throw new FormatException($"{key}: {error.Message}", error);
        }
    }
}
