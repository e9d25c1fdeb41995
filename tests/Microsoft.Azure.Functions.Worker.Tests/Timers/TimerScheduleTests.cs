using Microsoft.Azure.Functions.Worker.Timers;

namespace Microsoft.Azure.Functions.Worker.Tests.Timers;

public sealed class TimerScheduleTests
{
    private static readonly DateTime Friday = new(2024, 3, 1, 23, 59, 30, DateTimeKind.Utc);

    [Theory]
    [InlineData("0 0 1 * * *", "2024-03-02T01:00:00Z")]
    [InlineData("*/15 * * * * *", "2024-03-01T23:59:45Z")]
    [InlineData("0 30 9 * * Mon-Fri", "2024-03-04T09:30:00Z")]
    [InlineData("0 0 0 29 2 *", "2028-02-29T00:00:00Z")]
    [InlineData("00:05:00", "2024-03-02T00:04:30Z")]
    public void NextAfter_Schedule_IsTheNextOccurrenceInUtc(string schedule, string expected)
    {
        var next = TimerSchedule.Parse(schedule).NextAfter(Friday);
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime, next);
        Assert.Equal(DateTimeKind.Utc, next.Kind);
    }

    [Theory]
    [InlineData("* * * * *")]
    [InlineData("0 61 * * * *")]
    [InlineData("every hour")]
    [InlineData("00:00:00")]
    [InlineData("2.00:00:00")]
    public void Parse_NotASchedule_SaysWhatOneLooksLike(string schedule) =>
        Assert.Contains($"'{schedule}'", Assert.Throws<FormatException>(() => TimerSchedule.Parse(schedule)).Message);
}
