using Serverless.Testing;

namespace Serverless.Infra.Tests.Development;

public sealed class ManualTimeProviderTests
{
    readonly ManualTimeProvider time = new();
    readonly List<string> fired = [];

    [Fact]
    public void Advance_SeveralTimers_FireInOrderOfDueTimeAtTheirDueTime()
    {
        using var late = Timer("late", 20);
        using var early = Timer("early", 10);
        using var tied = Timer("tied", 20);
        using var never = Timer("never", 31);

        time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(["early@10", "late@20", "tied@20"], fired);
    }

    [Fact]
    public void Advance_PeriodicTimer_FiresOncePerPeriod()
    {
        using var timer = Timer("tick", 5, 10);

        time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(["tick@5", "tick@15", "tick@25"], fired);
    }

    [Fact]
    public void Dispose_BeforeDue_NeverFires()
    {
        Timer("gone", 5).Dispose();

        time.Advance(TimeSpan.FromSeconds(30));

        Assert.Empty(fired);
    }

    [Fact]
    public async Task Delay_Advanced_CompletesWhenDueAndNotBefore()
    {
        var delay = Task.Delay(TimeSpan.FromHours(1), time, TestContext.Current.CancellationToken);

        time.Advance(TimeSpan.FromMinutes(59));
        var before = delay.IsCompleted;
        time.Advance(TimeSpan.FromMinutes(1));
        await delay;

        Assert.False(before);
    }

    [Fact]
    public void SetUtcNow_Backwards_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => time.SetUtcNow(time.GetUtcNow().AddTicks(-1)));

    ITimer Timer(string name, int dueSeconds, int? periodSeconds = null)
    {
        var start = time.GetTimestamp();
        return time.CreateTimer(
            _ => fired.Add($"{name}@{time.GetElapsedTime(start).TotalSeconds}"),
            null,
            TimeSpan.FromSeconds(dueSeconds),
            periodSeconds is { } period ? TimeSpan.FromSeconds(period) : Timeout.InfiniteTimeSpan);
    }
}
