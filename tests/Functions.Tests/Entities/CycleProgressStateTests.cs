using Serverless.Functions.Entities;

namespace Serverless.Functions.Tests.Entities;

public sealed class CycleProgressStateTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void SecondsLeft_AQuarterDoneInTenSeconds_IsThirty() =>
        Assert.Equal(
            30,
            new CycleProgressState { StartedAt = Start, WindowsDone = 8, WindowsTotal = 20, StrategiesDone = 1, StrategiesTotal = 10 }
                .SecondsLeft(Start.AddSeconds(10))!.Value,
            precision: 9);

    [Fact]
    public void SecondsLeft_NothingDone_IsUnknown() =>
        Assert.Null(new CycleProgressState { StartedAt = Start, WindowsTotal = 20, StrategiesTotal = 10 }.SecondsLeft(Start.AddSeconds(10)));
}
