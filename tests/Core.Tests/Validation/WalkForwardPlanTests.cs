using Serverless.Core.MarketData;
using Serverless.Core.Randomness;
using Serverless.Core.Tests.Strategies;
using Serverless.Core.Validation;

namespace Serverless.Core.Tests.Validation;

public sealed class WalkForwardPlanTests
{
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly WalkForwardSettings Monthly = new() { TrainDays = 60, TestDays = 30, StepDays = 30 };

    [Fact]
    public void Create_Rolling_MovesBothPartsByTheStep()
    {
        var windows = WalkForwardPlan.Create(Days(150), Monthly);

        Assert.Equal(
            [(0, 0, 60, 60, 90), (1, 30, 90, 90, 120), (2, 60, 120, 120, 150)],
            windows.Select(window =>
                (window.Index, Day(window.TrainStart), Day(window.TrainEnd), Day(window.TestStart), Day(window.TestEnd))));
        Assert.All(windows, window => Assert.Equal(DateTimeKind.Utc, window.TestEnd.Kind));
    }

    [Fact]
    public void Create_Anchored_TrainsFromTheFirstBar()
    {
        var windows = WalkForwardPlan.Create(Days(150), Monthly with { Mode = WalkForwardMode.Anchored });

        Assert.Equal([(0, 60), (0, 90), (0, 120)], windows.Select(window => (Day(window.TrainStart), Day(window.TrainEnd))));
    }

    [Theory]
    [InlineData(89, 0)]
    [InlineData(90, 1)]
    [InlineData(119, 1)]
    [InlineData(120, 2)]
    public void Create_LastTestPartNotCovered_IsLeftOut(int days, int expected) =>
        Assert.Equal(expected, WalkForwardPlan.Create(Days(days), Monthly).Count);

    [Fact]
    public void Create_EmptySeries_HasNoWindows() => Assert.Empty(WalkForwardPlan.Create(Days(0), Monthly));

    [Fact]
    public void Create_StepShorterThanTest_IsRefused() =>
        Assert.Contains(
            "StepDays (29) is below TestDays (30)",
            Assert.Throws<ArgumentException>(() => WalkForwardPlan.Create(Days(150), Monthly with { StepDays = 29 })).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Create_AnySettings_KeepTheTestPartsApartAndAfterTheirTraining()
    {
        var random = new SeededRandom(9);
        for (var trial = 0; trial < 50; trial++)
        {
            var test = 1 + random.NextInt(60);
            var settings = new WalkForwardSettings
            {
                Mode = (WalkForwardMode)random.NextInt(2),
                TrainDays = 1 + random.NextInt(100),
                TestDays = test,
                StepDays = test + random.NextInt(20),
            };
            var windows = WalkForwardPlan.Create(RandomBars.Create(random, 1_500), settings);
            Assert.NotEmpty(windows);
            Assert.All(windows, window => Assert.True(
                window.TrainStart < window.TrainEnd && window.TrainEnd <= window.TestStart && window.TestStart < window.TestEnd));
            Assert.All(windows.Zip(windows.Skip(1)), pair => Assert.True(pair.First.TestEnd <= pair.Second.TestStart));
        }
    }

    private static BarSeries Days(int count) => SyntheticMarket.Generate("TEST", Timeframe.D1, Start, count, seed: 1);

    private static int Day(DateTime time) => (time - Start.UtcDateTime).Days;
}
