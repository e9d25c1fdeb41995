using System.Security.Cryptography;
using System.Text;
using Serverless.Core.MarketData;

namespace Serverless.Core.Backtesting.Models;

/// <summary>The data of a run: bars of any length and figures, as many as there are. What a configuration does not name is not read.</summary>
/// <param name="Bars">Bars; each symbol once for a timeframe.</param>
/// <param name="Figures">Macro figures and indices; each symbol once.</param>
public sealed record ModelData(IReadOnlyList<BarSeries> Bars, IReadOnlyList<Observations> Figures)
{
    /// <summary>SHA-256 over a line for each series, in the order of their names: its <see cref="ContentHash"/>. 64 hexadecimal digits.</summary>
    public string Hash
    {
        get
        {
            var lines = Bars.OrderBy(one => one.Symbol, StringComparer.Ordinal).ThenBy(one => one.Timeframe).Select(ContentHash.Of)
                .Concat(Figures.OrderBy(one => one.Symbol, StringComparer.Ordinal).Select(ContentHash.Of));
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")))));
        }
    }

    /// <summary>Bars of a symbol up to a time, given or made of shorter ones: of the series that cover most time, the longest bars. Null where there are none.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="timeframe">Length of the bars.</param>
    /// <param name="end">Bars open before then, UTC; null for all.</param>
    public BarSeries? Find(string symbol, Timeframe timeframe, DateTime? end)
    {
        var best = Bars.Where(one => one.Symbol == symbol && one.Timeframe <= timeframe)
            .Select(one => end is { } until ? one.Slice(0, one.IndexAtOrAfter(until.Ticks)) : one)
            .Where(one => one.Count > 0)
            .OrderByDescending(one => (one.OpenTicks[^1] - one.OpenTicks[0]) / TimeSpan.TicksPerDay)
            .ThenByDescending(one => one.Timeframe)
            .FirstOrDefault();
        return best is null || best.Timeframe == timeframe ? best : Resampler.Resample(best, timeframe).Series;
    }

    /// <summary>Figures of a symbol; null where there are none.</summary>
    public Observations? Find(string? symbol) => Figures.FirstOrDefault(one => one.Symbol == symbol);
}
