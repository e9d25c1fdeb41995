using System.Security.Cryptography;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;

namespace Serverless.Core.Tests.MarketData;

public sealed class SyntheticMarketTests
{
    private static readonly DateTimeOffset Start = new(2019, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Generate_SameSeed_HasTheSameBytesForEver()
    {
        var series = SyntheticMarket.Generate("SYN1", Timeframe.H4, Start, 1_000, seed: 42);

        // Pinned: a change here changes every seeded demonstration and must be meant.
        Assert.Equal("0571dee346f9292146ac6699418e2c98b76760085f9fe3f2c1fae35a5604b588", Convert.ToHexStringLower(SHA256.HashData(CanonicalCsv.Write(series))));
    }

    [Fact]
    public void Generate_LongerRun_BeginsWithTheShorterOne()
    {
        var shorter = SyntheticMarket.Generate("SYN1", Timeframe.D1, Start, 100, seed: 1);
        var longer = SyntheticMarket.Generate("SYN1", Timeframe.D1, Start, 300, seed: 1);

        Assert.Equal(CanonicalCsv.Write(shorter), CanonicalCsv.Write(longer.Slice(0, 100)));
    }

    [Fact]
    public void Generate_OtherSeedOrSymbol_IsAnotherMarket()
    {
        var closes = new[]
        {
            SyntheticMarket.Generate("A", Timeframe.H4, Start, 10, seed: 1).Close[9],
            SyntheticMarket.Generate("A", Timeframe.H4, Start, 10, seed: 2).Close[9],
            SyntheticMarket.Generate("B", Timeframe.H4, Start, 10, seed: 1).Close[9],
        };

        Assert.Distinct(closes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Generate_TenYears_PassesEveryCheckOfTheImport(long seed)
    {
        var series = SyntheticMarket.Generate("SYN", Timeframe.H4, Start, 21_915, seed);
        var text = System.Text.Encoding.UTF8.GetString(CanonicalCsv.Write(series));

        var import = Assert.Single(DataReader.Read(new StringReader(text), new BarSource("syn.csv", "SYN", Timeframe.H4), ImportPolicy.Default));

        Assert.Empty(import.Issues);
        Assert.Equal(series.Count, import.Series!.Count);
    }

    [Fact]
    public void Generate_TenYears_ClustersVolatility()
    {
        var series = SyntheticMarket.Generate("SYN", Timeframe.H4, Start, 21_915, seed: 5);
        var squares = new double[series.Count - 1];
        for (var i = 0; i < squares.Length; i++)
            squares[i] = Math.Pow(Math.Log(series.Close[i + 1] / series.Close[i]), 2);
        var volatility = new double[series.Count];
        RealisedVolatility.Compute(series.Close, series.Count - 1, 2191.5, volatility);

        // Independent squared returns would show |ρ| < 3/√n ≈ 0.02.
        Assert.InRange(Autocorrelation(squares, 1), 0.05, 0.9);
        Assert.InRange(volatility[^1], 0.3, 1.0);
    }

    [Fact]
    public void Generate_StartOffTheGrid_Throws() =>
        Assert.Throws<ArgumentException>(() => SyntheticMarket.Generate("A", Timeframe.H4, Start.AddHours(1), 1, 0));

    private static double Autocorrelation(double[] values, int lag)
    {
        var mean = values.Average();
        var covariance = values.Skip(lag).Zip(values, (a, b) => (a - mean) * (b - mean)).Sum();
        return covariance / values.Sum(value => (value - mean) * (value - mean));
    }
}
