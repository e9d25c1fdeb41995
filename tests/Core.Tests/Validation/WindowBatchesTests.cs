using Serverless.Core.MarketData;
using Serverless.Core.Validation;

namespace Serverless.Core.Tests.Validation;

public sealed class WindowBatchesTests
{
    private static readonly DateTime Start = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Plan_FiveYearsOfH4_IsOneBatch() => Assert.Single(WindowBatches.Plan(Windows(16), new WalkForwardSettings(), Timeframe.H4));

    [Fact]
    public void Plan_MinuteBars_IsABatchPerWindow() => Assert.Equal(16, WindowBatches.Plan(Windows(16), new WalkForwardSettings(), Timeframe.M1).Count);

    [Fact]
    public void Plan_NoWindows_IsNoBatch() => Assert.Empty(WindowBatches.Plan([], new WalkForwardSettings(), Timeframe.H4));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(1000)]
    public void Plan_AnyNumberOfWindows_KeepsAllInOrderInBatchesOfNearlyEqualSize(int count)
    {
        var windows = Windows(count);

        var batches = WindowBatches.Plan(windows, new WalkForwardSettings { Candidates = 9 }, Timeframe.H1);

        Assert.Equal(windows, batches.SelectMany(batch => batch));
        Assert.InRange(batches.Max(batch => batch.Count) - batches.Min(batch => batch.Count), 0, 1);
    }

    private static List<WalkForwardWindow> Windows(int count) => [.. Enumerable.Range(0, count).Select(index =>
    {
        var start = Start.AddDays(90 * index);
        return new WalkForwardWindow(index, start, start.AddDays(365), start.AddDays(365), start.AddDays(455));
    })];
}
