using Serverless.Core.MarketData;
using Serverless.Core.MarketData.Benchmarks;
using Serverless.Core.Randomness;

namespace Serverless.Core.Tests.MarketData.Benchmarks;

/// <summary>Assets for baskets.</summary>
internal static class BasketMarket
{
    public static readonly DateTime Start = new(2019, 11, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Daily bars from a day on, one per close, and the same number of capitalisations.</summary>
    public static BasketAsset Asset(string symbol, double[] closes, double[] caps, int firstDay = 0)
    {
        var days = closes.Select((_, i) => Start.AddDays(firstDay + i).Ticks).ToArray();
        var bars = new BarSeries(symbol, Timeframe.D1, days, closes, closes, closes, closes, new double[closes.Length]);
        return new BasketAsset(bars, new Observations($"{symbol}.marketcap", days, Array.ConvertAll(days, day => day + TimeSpan.TicksPerDay), caps));
    }

    /// <summary>Assets that walk at random, some listed late, some gone early, some with days without figures.</summary>
    public static IReadOnlyList<BasketAsset> Random(int seed, int count = 8, int days = 200)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(i => Walk($"A{i}", random.Fork(i), days))];
    }

    private static BasketAsset Walk(string symbol, SeededRandom random, int days)
    {
        var first = random.NextInt(days / 2);
        var length = Math.Max(2, random.NextInt(days - first + 1));
        var supply = Math.Exp(random.NextGaussian() * 2);
        var prices = new double[length];
        var price = 100.0;
        for (var i = 0; i < length; i++)
            prices[i] = price *= Math.Exp(random.NextGaussian() * 0.04);
        return Asset(symbol, prices, Array.ConvertAll(prices, p => random.NextInt(30) == 0 ? 0 : p * supply), first);
    }
}
