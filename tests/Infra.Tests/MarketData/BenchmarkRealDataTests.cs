using System.Globalization;
using Serverless.Core.MarketData;
using Serverless.Core.MarketData.Benchmarks;
using Serverless.Core.Metrics;
using Serverless.Infra.MarketData;
using Serverless.Testing;

namespace Serverless.Infra.Tests.MarketData;

/// <summary>The basket of the largest coins from real capitalisations, 2013 to 2021.</summary>
public sealed class BenchmarkRealDataTests(ITestOutputHelper output)
{
    private static readonly Lazy<BasketAssets> Coins = new(() => BasketAssets.Of(
        Directory.EnumerateFiles(Path.Combine(RepositoryPaths.Shared!, "data", "crypto_mcap"), "coin_*.csv.gz").Order(StringComparer.Ordinal)
            .SelectMany(path => MarketDataFile.Load(path, ImportPolicy.Default))));

    private static readonly Lazy<Benchmark> Basket = new(() => Benchmark.Of(Coins.Value.Assets, new BasketRules()));

    [Fact]
    public void Of_CoinFiles_RefusesTheCorruptedOnesWithFileRowAndReason()
    {
        RequireData();

        Assert.Equal(23, Coins.Value.Assets.Count);
        Assert.Equal(
            [
                "coin_Bitcoin_CORRUPTED_excel-locale.csv.gz: 2868 of 2991 rows are bad, more than the 1.0 % that the policy allows (file refused); "
                    + "first of them: line 2, open \"13.444.400.024.414.000\" is not a number",
                "coin_Bitcoin_CORRUPTED_excel-locale.csv.gz: 738 of 2991 rows are bad, more than the 1.0 % that the policy allows (file refused); "
                    + "first of them: line 69, figure \"778.411.178.875\" is not a number",
                "coin_Cardano_CORRUPTED_excel-locale.csv.gz: 933 of 1374 rows are bad, more than the 1.0 % that the policy allows (file refused); "
                    + "first of them: line 95, high \"1.085.669.994.354.240\" is not a number",
                "coin_Cardano_CORRUPTED_excel-locale.csv.gz: 861 of 1374 rows are bad, more than the 1.0 % that the policy allows (file refused); "
                    + "first of them: line 3, figure \"539.692.714.905\" is not a number",
            ],
            Coins.Value.LeftOut);
    }

    [Theory]
    [InlineData("2013-06-01", "BTC:0.5 LTC:0.5")]
    [InlineData("2018-01-01", "BTC:0.4 XRP:0.233 ETH:0.191 ADA:0.049 LTC:0.033 MIOTA:0.026 XEM:0.024 XLM:0.017 XMR:0.014 EOS:0.013")]
    [InlineData("2021-07-01", "BTC:0.4 ETH:0.34 BNB:0.06 ADA:0.057 DOGE:0.042 XRP:0.042 DOT:0.02 UNI:0.014 SOL:0.012 LTC:0.012")]
    public void Of_RealCapitalisations_HoldsTheLargestCoinsOfTheirTime(string at, string weights)
    {
        RequireData();

        var rebalance = Basket.Value.Rebalances.Single(one => one.At == DateTime.Parse(at, CultureInfo.InvariantCulture));

        Assert.Equal(weights, string.Join(' ', rebalance.Members.Select(member => FormattableString.Invariant($"{member.Symbol}:{member.Weight:0.###}"))));
    }

    [Fact]
    public void Of_EightYears_NeverHoldsMoneyAndAlwaysHoldsBitcoin()
    {
        RequireData();
        var rebalances = Basket.Value.Rebalances.Skip(1).ToList();

        Assert.Equal(98, rebalances.Count);
        Assert.All(rebalances, one => Assert.Contains(one.Members, member => member.Symbol == "BTC"));
        Assert.DoesNotContain(rebalances.SelectMany(one => one.Members), member => member.Symbol is "USDT" or "USDC" or "WBTC");
        var called = rebalances.SelectMany(one => one.Omitted).Where(omission => omission.Reason.StartsWith("a stablecoin", StringComparison.Ordinal)).Select(omission => omission.Symbol);
        Assert.Equal(["USDC", "USDT"], called.Distinct().Order(StringComparer.Ordinal));
        Assert.Empty(Basket.Value.Carried);
    }

    [Fact]
    public void Of_2018To2021_GoesWithBitcoinAndFallsFurther()
    {
        RequireData();
        var bitcoin = Coins.Value.Assets.Single(asset => asset.Symbol == "BTC").Bars;
        var daily = DailyReturns.Of(bitcoin.OpenTicks, bitcoin.Close, bitcoin.Close[0]);
        var first = Benchmark.DayOf(new DateTime(2018, 1, 1).Ticks);
        var pairs = Basket.Value.Days.Zip(Basket.Value.Values).Where(pair => pair.First >= first)
            .Select(pair => (Basket: pair.Second, Bitcoin: daily.Values[Array.BinarySearch(daily.Days, pair.First)])).ToArray();
        double[] basket = [.. pairs.Select(pair => pair.Basket)], btc = [.. pairs.Select(pair => pair.Bitcoin)];

        Assert.Equal(1_283, basket.Length);
        // 14,156.40 at the end of 2017, 34,235.19 at the end.
        Assert.Equal((34_235.19345116 / 14_156.40039062) - 1, ReturnStatistics.TotalReturn(btc), 1e-6);
        output.WriteLine(FormattableString.Invariant($"basket {ReturnStatistics.TotalReturn(basket):P1}, Bitcoin {ReturnStatistics.TotalReturn(btc):P1}, correlation {Correlations.Pearson(basket, btc):0.000}, drawdowns {Drawdown.Deepest(basket).Depth:P1} and {Drawdown.Deepest(btc).Depth:P1}"));
        Assert.InRange(ReturnStatistics.TotalReturn(basket), 0.5, 1.5);
        Assert.InRange(Correlations.Pearson(basket, btc)!.Value, 0.85, 0.98);
        Assert.InRange(Drawdown.Deepest(basket).Depth, Drawdown.Deepest(btc).Depth, 0.95);
    }

    private static void RequireData() => Assert.SkipUnless(RepositoryPaths.Shared is not null, "There is no folder 'shared' beside the repository.");
}
