using System.Globalization;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.Time;

public sealed class TradingCalendarTests
{
    private static readonly TradingCalendar Equities = TradingCalendar.For(Market.UsEquities);

    [Theory]
    // Golden: the holidays that the NYSE published for 2024 to 2028.
    [InlineData(2024, "01-01 01-15 02-19 03-29 05-27 06-19 07-04 09-02 11-28 12-25")]
    [InlineData(2025, "01-01 01-09 01-20 02-17 04-18 05-26 06-19 07-04 09-01 11-27 12-25")]
    [InlineData(2026, "01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25")]
    [InlineData(2027, "01-01 01-18 02-15 03-26 05-31 06-18 07-05 09-06 11-25 12-24")]
    [InlineData(2028, "01-17 02-21 04-14 05-29 06-19 07-04 09-04 11-23 12-25")] // New Year's Day is a Saturday.
    // Golden: the history that the exchange lists.
    [InlineData(1994, "02-21 04-01 04-27 05-30 07-04 09-05 11-24 12-26")]
    [InlineData(1999, "01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24")]
    [InlineData(2001, "01-01 01-15 02-19 04-13 05-28 07-04 09-03 09-11 09-12 09-13 09-14 11-22 12-25")]
    [InlineData(2011, "01-17 02-21 04-22 05-30 07-04 09-05 11-24 12-26")]
    [InlineData(2012, "01-02 01-16 02-20 04-06 05-28 07-04 09-03 10-29 10-30 11-22 12-25")]
    [InlineData(2021, "01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24")]
    [InlineData(2022, "01-17 02-21 04-15 05-30 06-20 07-04 09-05 11-24 12-26")]
    public void IsSession_Weekdays_AreClosedOnTheHolidaysThatTheExchangeLists(int year, string closed)
    {
        var weekdays = DaysOf(year).Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));

        Assert.Equal(closed.Split(' '), weekdays.Where(day => !Equities.IsSession(day)).Select(day => day.ToString("MM-dd", CultureInfo.InvariantCulture)));
        Assert.DoesNotContain(DaysOf(year), day => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday && Equities.IsSession(day));
    }

    [Theory]
    // Golden: the half days that the NYSE published or lists.
    [InlineData(2013, "07-03 11-29 12-24")]
    [InlineData(2019, "07-03 11-29 12-24")]
    [InlineData(2024, "07-03 11-29 12-24")]
    [InlineData(2025, "07-03 11-28 12-24")]
    [InlineData(2026, "11-27 12-24")]
    [InlineData(2027, "11-26")]
    [InlineData(2028, "07-03 11-24")]
    [InlineData(2002, "07-05 11-29 12-24")]
    [InlineData(2003, "07-03 11-28 12-24 12-26")]
    [InlineData(1997, "07-03 11-28 12-24 12-26")]
    [InlineData(1999, "11-26 12-31")]
    [InlineData(1993, "11-26")]
    public void TryGetSession_HalfDays_CloseAtOneInNewYork(int year, string halfDays)
    {
        var found = DaysOf(year).Where(day => Equities.TryGetSession(day, out var session)
            && NewYorkTime.FromUtc(session.CloseTicks) % TimeSpan.TicksPerDay == 13 * TimeSpan.TicksPerHour);

        Assert.Equal(halfDays.Split(' '), found.Select(day => day.ToString("MM-dd", CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("2024-01-16", SessionHours.Regular, "14:30", "21:00")]
    [InlineData("2024-07-16", SessionHours.Regular, "13:30", "20:00")]
    [InlineData("2024-03-08", SessionHours.Regular, "14:30", "21:00")] // The last day before the clocks go forward.
    [InlineData("2024-03-11", SessionHours.Regular, "13:30", "20:00")]
    [InlineData("2024-11-29", SessionHours.Regular, "14:30", "18:00")]
    [InlineData("2024-07-03", SessionHours.Regular, "13:30", "17:00")]
    [InlineData("1992-12-24", SessionHours.Regular, "14:30", "19:00")]
    [InlineData("1996-01-08", SessionHours.Regular, "16:00", "19:00")] // Snow.
    [InlineData("2024-07-16", SessionHours.Extended, "08:00", "24:00")]
    [InlineData("2024-07-03", SessionHours.Extended, "08:00", "21:00")]
    public void TryGetSession_OfADate_HasItsHoursInUtc(string date, SessionHours hours, string open, string close)
    {
        var day = DateOnly.Parse(date, CultureInfo.InvariantCulture);

        Assert.True(Equities.TryGetSession(day, out var session, hours));

        var midnight = day.ToDateTime(default).Ticks;
        Assert.Equal(new Session(day, midnight + Clock(open), midnight + Clock(close)), session);
    }

    [Theory]
    [InlineData("2024-07-16T13:29:59", false)]
    [InlineData("2024-07-16T13:30:00", true)]
    [InlineData("2024-07-16T19:59:59", true)]
    [InlineData("2024-07-16T20:00:00", false)]
    [InlineData("2024-07-03T18:00:00", false)]
    [InlineData("2024-07-04T15:00:00", false)]
    [InlineData("2024-07-06T15:00:00", false)]
    public void IsOpen_OfEquities_FollowsTheSession(string utc, bool expected) => Assert.Equal(expected, Equities.IsOpen(Ticks(utc)));

    [Fact]
    public void Crypto_AtAnyTime_IsOpen()
    {
        var crypto = TradingCalendar.For(Market.Crypto);

        Assert.True(crypto.IsOpen(Ticks("2024-12-25T23:59:59")));
        Assert.True(crypto.TryGetSession(new DateOnly(2024, 12, 25), out var session));
        Assert.Equal(new Session(new DateOnly(2024, 12, 25), Ticks("2024-12-25"), Ticks("2024-12-26")), session);
    }

    [Theory]
    [InlineData("2024-10-14", false)] // Columbus Day: the exchanges work, the banks do not.
    [InlineData("2024-03-29", false)] // Good Friday: the other way round.
    [InlineData("2023-11-10", true)] // Veterans Day on a Saturday is not observed.
    [InlineData("2024-11-11", false)]
    [InlineData("2024-11-12", true)]
    public void Macro_BusinessDay_NeedsBanksAndExchanges(string date, bool expected) =>
        Assert.Equal(expected, TradingCalendar.For(Market.Macro).IsSession(DateOnly.Parse(date, CultureInfo.InvariantCulture)));

    [Fact]
    public void OnOrAfter_Holiday_IsTheNextSession() =>
        Assert.Equal(new DateOnly(2024, 7, 5), Equities.OnOrAfter(new DateOnly(2024, 7, 4)).Date);

    [Fact]
    public void For_UnknownMarket_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => TradingCalendar.For((Market)99));

    private static IEnumerable<DateOnly> DaysOf(int year) => Enumerable.Range(0, 366).Select(new DateOnly(year, 1, 1).AddDays).Where(day => day.Year == year);

    private static long Clock(string text) => (int.Parse(text[..2], CultureInfo.InvariantCulture) * TimeSpan.TicksPerHour)
        + (int.Parse(text[3..], CultureInfo.InvariantCulture) * TimeSpan.TicksPerMinute);

    private static long Ticks(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture).Ticks;
}
