using Azure.Storage.Blobs;
using Serverless.Core.MarketData;
using Serverless.Core.Randomness;
using Serverless.Core.Time;
using Serverless.Infra.MarketData;

namespace Serverless.EndToEnd.Stories;

/// <summary>Daily bars of a market that does what a story needs, with the capitalisation that puts it into the benchmark.</summary>
internal static class ScriptedMarket
{
    /// <summary>A steady rise or fall with exactly this mean and deviation a day.</summary>
    public static double[] Drift(int days, double mean, double deviation, long seed)
    {
        var random = new SeededRandom(seed);
        double[] draws = [.. Enumerable.Range(0, days).Select(_ => random.NextGaussian())];
        var (centre, scale) = (draws.Average(), Math.Sqrt(draws.Sum(draw => Math.Pow(draw - draws.Average(), 2)) / days));
        return [.. draws.Select(draw => mean + (deviation * (draw - centre) / scale))];
    }

    /// <summary>Stores bars, each opening where the one before has closed, and what all coins are worth at each close.</summary>
    public static async Task StoreAsync(BlobServiceClient blobs, string symbol, DateTimeOffset start, IEnumerable<double> returns, double coins = 1_000_000)
    {
        var store = new MarketDataStore(blobs, TimeProvider.System);
        var bars = Bars(symbol, start, returns);
        long[] closes = [.. bars.OpenTicks.ToArray().Select(open => open + TimeSpan.TicksPerDay)];
        var caps = new Observations($"{symbol}.marketcap", bars.OpenTicks.ToArray(), closes, bars.Close.ToArray().Select(close => close * coins).ToArray());
        await store.SaveAsync(bars, Market.Crypto, DataOrigin.Synthetic(1), []);
        await store.SaveAsync(caps, Market.Crypto, DataOrigin.Synthetic(1), []);
    }

    private static BarSeries Bars(string symbol, DateTimeOffset start, IEnumerable<double> returns)
    {
        var (open, close, price) = (new List<double>(), new List<double>(), 100.0);
        foreach (var change in returns)
        {
            open.Add(price);
            close.Add(price *= 1 + change);
        }

        double[] Of(Func<double, double, double> pick) => [.. open.Zip(close, pick)];
        long[] times = [.. Enumerable.Range(0, open.Count).Select(day => start.AddDays(day).UtcTicks)];
        return new BarSeries(symbol, Timeframe.D1, times, open.ToArray(), Of(Math.Max), Of(Math.Min), close.ToArray(), open.Select(_ => 1_000.0).ToArray());
    }
}
