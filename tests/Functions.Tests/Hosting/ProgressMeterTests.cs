using Serverless.Functions.Entities;
using Serverless.Functions.Hosting;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Hosting;

public sealed class ProgressMeterTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Report_ManyTimes_TellsOnceASecondAndNotWhileItTells()
    {
        var (time, told, telling) = (new ManualTimeProvider(Start), new List<double>(), Task.CompletedTask);
        var meter = new ProgressMeter(
            share =>
            {
                told.Add(share);
                return telling;
            },
            time);

        meter.Report(0.1);
        time.Advance(TimeSpan.FromSeconds(1));
        meter.Report(0.2);
        meter.Report(0.3);
        time.Advance(TimeSpan.FromSeconds(1));
        var slow = new TaskCompletionSource();
        telling = slow.Task;
        meter.Report(0.4);
        time.Advance(TimeSpan.FromSeconds(5));
        meter.Report(0.5);
        slow.SetResult();
        meter.Report(0.6);

        Assert.Equal([0.2, 0.4, 0.6], told);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(0.25, 30.0)]
    [InlineData(1, 0.0)]
    public void SecondsLeft_TenSecondsAfterTheStart_IsAtThePaceSoFar(double share, double? expected) =>
        Assert.Equal(expected, new BacktestProgressState { StartedAt = Start, Share = share }.SecondsLeft(Start.AddSeconds(10)));
}
