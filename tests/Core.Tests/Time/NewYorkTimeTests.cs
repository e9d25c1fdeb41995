using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.Time;

public sealed class NewYorkTimeTests
{
    [Theory]
    [InlineData("2024-01-15T09:30:00", "2024-01-15T14:30:00")]
    [InlineData("2024-07-15T09:30:00", "2024-07-15T13:30:00")]
    [InlineData("2024-03-10T01:59:59", "2024-03-10T06:59:59")]
    [InlineData("2024-03-10T03:00:00", "2024-03-10T07:00:00")]
    [InlineData("2006-10-29T03:00:00", "2006-10-29T08:00:00")] // The last autumn before the rules of 2007.
    [InlineData("2007-11-04T00:59:59", "2007-11-04T04:59:59")]
    [InlineData("1942-06-01T12:00:00", "1942-06-01T16:00:00")] // War time.
    public void TryToUtc_OrdinaryTime_TakesTheOffsetOfTheDay(string wall, string utc)
    {
        Assert.True(NewYorkTime.TryToUtc(Ticks(wall), out var actual));

        Assert.Equal(Ticks(utc), actual);
        Assert.Equal(Ticks(wall), NewYorkTime.FromUtc(actual));
    }

    [Theory]
    [InlineData("2024-11-03T01:00:00")]
    [InlineData("2024-11-03T01:59:59")]
    public void TryToUtc_RepeatedHour_TakesTheFirstUnlessTold(string wall)
    {
        Assert.True(NewYorkTime.TryToUtc(Ticks(wall), out var first));
        Assert.True(NewYorkTime.TryToUtc(Ticks(wall), out var second, RepeatedHour.Second));

        Assert.Equal(Ticks(wall) + (4 * TimeSpan.TicksPerHour), first);
        Assert.Equal(first + TimeSpan.TicksPerHour, second);
    }

    [Theory]
    [InlineData("2024-11-03T00:59:59", 4)]
    [InlineData("2024-11-03T02:00:00", 5)]
    public void TryToUtc_BesideTheRepeatedHour_IsUnambiguous(string wall, int hours)
    {
        Assert.True(NewYorkTime.TryToUtc(Ticks(wall), out var first));
        Assert.True(NewYorkTime.TryToUtc(Ticks(wall), out var second, RepeatedHour.Second));

        Assert.Equal(Ticks(wall) + (hours * TimeSpan.TicksPerHour), first);
        Assert.Equal(first, second);
    }

    [Theory]
    [InlineData("2024-03-10T02:00:00")]
    [InlineData("2024-03-10T02:59:59")]
    public void ToUtc_SkippedTime_NamesIt(string wall)
    {
        Assert.False(NewYorkTime.TryToUtc(Ticks(wall), out _));

        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => NewYorkTime.ToUtc(Ticks(wall)));
        Assert.Contains(wall.Replace('T', ' '), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromUtc_AnyTime_AgreesWithNodaTimeAndComesBack()
    {
        var zone = DateTimeZoneProviders.Tzdb["America/New_York"];
        var minutes = Gen.Choose(0, (int)TimeSpan.FromDays(300 * 365).TotalMinutes).ToArbitrary();

        Prop.ForAll(minutes, minute =>
        {
            var utc = new DateTime(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(minute);
            var wall = NewYorkTime.FromUtc(utc.Ticks);
            NewYorkTime.TryToUtc(wall, out var first);
            NewYorkTime.TryToUtc(wall, out var second, RepeatedHour.Second);
            return wall == Instant.FromDateTimeUtc(utc).InZone(zone).ToDateTimeUnspecified().Ticks && (first == utc.Ticks || second == utc.Ticks);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void TryToUtc_ManyTimes_AllocatesNothing()
    {
        CountSkipped();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var skipped = CountSkipped();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(60, skipped);

        static int CountSkipped()
        {
            var (start, count) = (new DateTime(2024, 3, 1).Ticks, 0);
            for (var minute = 0; minute < 30 * 24 * 60; minute++)
                count += NewYorkTime.TryToUtc(start + (minute * TimeSpan.TicksPerMinute), out _) ? 0 : 1;
            return count;
        }
    }

    private static long Ticks(string text) => DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture).Ticks;
}
