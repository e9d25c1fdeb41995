using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Randomness;
using Serverless.Core.Tests.Strategies;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.Indicators;

public sealed class FeatureCacheTests
{
    private static readonly BarSeries Bars = RandomBars.Create(new SeededRandom(1), 100);
    private int computed;

    [Fact]
    public void Column_AskedForByManyThreadsAtOnce_IsComputedOnce()
    {
        const int Threads = 8;
        var cache = new FeatureCache();
        var feature = Counting();
        using var together = new Barrier(Threads);
        var columns = new double[Threads][];

        var threads = Enumerable.Range(0, Threads).Select(thread => new Thread(() =>
        {
            using var set = cache.SetOf("data", Bars, Market.Crypto);
            together.SignalAndWait(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
            columns[thread] = set.Column(feature, new(3)).ToArray();
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => Assert.True(thread.Join(TimeSpan.FromMinutes(1))));

        Assert.Equal(1, computed);
        Assert.All(columns, column => Assert.Equal(columns[0], column));
    }

    [Fact]
    public void Column_OtherDataArgumentsMarketOrTimeframe_IsAnotherColumn()
    {
        var cache = new FeatureCache();
        var daily = RandomBars.Create(new SeededRandom(1), 100, Timeframe.D1);

        Ask(cache, "data", Bars, Market.Crypto, 3);
        Ask(cache, "other", Bars, Market.Crypto, 3);
        Ask(cache, "data", Bars, Market.Crypto, 4);
        Ask(cache, "data", Bars, Market.UsEquities, 3);
        Ask(cache, "data", daily, Market.Crypto, 3);
        Assert.Equal(5, computed);

        Ask(cache, "data", Bars, Market.Crypto, 3);
        Assert.Equal(5, computed);
    }

    [Fact]
    public void Column_BeyondTheCapacity_ForgetsWhatWasAskedForLongestAgo()
    {
        var cache = new FeatureCache(capacity: 2 * 100);
        var first = Ask(cache, "data", Bars, Market.Crypto, 1);
        Ask(cache, "data", Bars, Market.Crypto, 2);
        Ask(cache, "data", Bars, Market.Crypto, 1);
        Ask(cache, "data", Bars, Market.Crypto, 3);
        Assert.Equal(3, computed);

        Ask(cache, "data", Bars, Market.Crypto, 1);
        Assert.Equal(3, computed);
        Ask(cache, "data", Bars, Market.Crypto, 2);
        Assert.Equal(4, computed);
        Assert.Equal(first, Ask(cache, "data", Bars, Market.Crypto, 1));
    }

    [Fact]
    public void Column_ForgottenWhileASetHoldsIt_StaysAsItWas()
    {
        var cache = new FeatureCache(capacity: 1);
        using var set = cache.SetOf("data", Bars, Market.Crypto);
        var column = set.Sma(5);
        var before = column.ToArray();

        Ask(cache, "data", Bars, Market.Crypto, 1);
        Ask(cache, "data", Bars, Market.Crypto, 2);

        Assert.Equal(before, column.ToArray());
        Assert.True(column == set.Sma(5));
    }

    [Fact]
    public void Column_LongerThanTheCapacity_IsKeptUntilTheNext()
    {
        var cache = new FeatureCache(capacity: 1);

        Ask(cache, "data", Bars, Market.Crypto, 1);
        Ask(cache, "data", Bars, Market.Crypto, 1);

        Assert.Equal(1, computed);
    }

    [Fact]
    public void Column_ComputationFails_IsTriedAgain()
    {
        var cache = new FeatureCache();
        using var set = cache.SetOf("data", Bars, Market.Crypto);

        Assert.Throws<ArgumentOutOfRangeException>(() => set.Sma(0).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => set.Sma(0).Length);
        Assert.Equal(Bars.Count, set.Sma(1).Length);
    }

    [Fact]
    public void Column_FeatureThatBuildsOnAnother_SharesThatToo()
    {
        var cache = new FeatureCache();
        var inner = Counting();
        var outer = Counting((set, _, result) => set.Column(inner, new(7)).CopyTo(result[0]));
        using var set = cache.SetOf("data", Bars, Market.Crypto);

        set.Column(outer, new(1));
        set.Column(outer, new(2));

        Assert.Equal(3, computed);
    }

    private Feature? asked;

    private double[] Ask(FeatureCache cache, string data, BarSeries bars, Market market, int argument)
    {
        asked ??= Counting();
        using var set = cache.SetOf(data, bars, market);
        return set.Column(asked, new(argument)).ToArray();
    }

    private Feature Counting(FeatureFunction? compute = null) => new()
    {
        Name = "counter",
        Outputs = [new("value", _ => 0)],
        Parameters = [],
        Convention = "counts its computations",
        Source = "this test",
        Compute = (set, arguments, result) =>
        {
            Interlocked.Increment(ref computed);
            if (compute is null)
                result[0].Fill(arguments[0]);
            else
                compute(set, arguments, result);
        },
    };
}
