using Serverless.Core.Metrics;
using Serverless.Core.Validation.Trials;

namespace Serverless.Core.Tests.Metrics;

public sealed class DailyReturnsTests
{
    private static readonly DateTime Monday = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Of_SeveralBarsADay_TakesTheLastCloseOfEach()
    {
        long[] ticks = [Ticks(0, 16), Ticks(0, 20), Ticks(1, 0), Ticks(1, 20), Ticks(4, 0)];

        var daily = DailyReturns.Of(ticks, [101, 102, 90, 153, 306], initial: 100);

        Assert.Equal([Day(0), Day(1), Day(4)], daily.Days);
        Assert.Equal([0.02, 0.5, 1.0], daily.Values.Select(value => Math.Round(value, 12)));
    }

    [Fact]
    public void Of_AnyCurve_CompoundsToItsTotalReturn()
    {
        var ticks = Enumerable.Range(0, 500).Select(i => Monday.AddHours(7 * i).Ticks).ToArray();
        var equity = Enumerable.Range(0, 500).Select(i => 100 + (10 * Math.Sin(i))).ToArray();

        var daily = DailyReturns.Of(ticks, equity, initial: 80);
        var weekly = WeeklyReturns.Of(daily);

        Assert.Equal(equity[^1] / 80, daily.Values.Aggregate(1.0, (growth, value) => growth * (1 + value)), 1e-12);
        Assert.Equal(equity[^1] / 80, weekly.Values.Aggregate(1.0, (growth, value) => growth * (1 + value)), 1e-5);
    }

    [Fact]
    public void DaysPerYear_WeekdaysOrAllDays_CountsThem()
    {
        int[] all = [.. Enumerable.Range(Day(0), 730)];
        int[] weekdays = [.. all.Where(day => (day - Day(0)) % 7 < 5)];

        Assert.Equal(365.25, new DailyReturns(all, new double[730]).DaysPerYear, 0.01);
        Assert.InRange(new DailyReturns(weekdays, new double[weekdays.Length]).DaysPerYear, 260, 262);
        Assert.Equal(365.25, new DailyReturns([], []).DaysPerYear);
    }

    [Fact]
    public void WeeklyReturns_SundayAndMonday_AreDifferentWeeks()
    {
        var weekly = WeeklyReturns.Of(new DailyReturns([Day(5), Day(6), Day(7), Day(21)], [0.1, 0.1, 0.5, 0.25]));

        Assert.Equal([0.21f, 0.5f, 0f, 0.25f], weekly.Values);
    }

    private static long Ticks(int day, int hour) => Monday.AddDays(day).AddHours(hour).Ticks;

    private static int Day(int day) => (Monday.AddDays(day) - DateTime.UnixEpoch).Days;
}
