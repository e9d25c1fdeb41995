using System.Globalization;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.Time;

/// <summary>The calendar against files of real bars.</summary>
public sealed class RealSessionTests
{
    private static readonly TradingCalendar Equities = TradingCalendar.For(Market.UsEquities);

    [Theory]
    [InlineData("data/equity/SPY_1d_raw_1993-01_2025-12.csv.gz", 8285)]
    [InlineData("data/equity/QQQ_1d_raw_1999-03_2025-12.csv.gz", 6743)]
    [InlineData("data/equity/TLT_1d_raw_2002-07_2025-12.csv.gz", 5892)]
    [InlineData("data/stocks/skfolio_sp500_20stocks_close_1990_2022.csv.gz", 8313)]
    [InlineData("data/stocks/YHOO_1d_1996-2015_delisted.csv.gz", 4965)]
    [InlineData("data/stocks/NVDA_1d_1999-2014.csv.gz", 4012)]
    [InlineData("data/stocks/AAPL_1d_raw.csv.gz", 5888)]
    [InlineData("data/stocks/WMT_1d_raw.csv.gz", 5888)]
    [InlineData("data/stocks/V_1d_raw.csv.gz", 3782)]
    [InlineData("data/stocks/DOW_1d_raw.csv.gz", 1013)]
    public void IsSession_DaysOfARealSeries_AreExactlyTheSessions(string file, int rows)
    {
        var dates = SharedFolder.Lines(file).Skip(1).Select(line => DateOnly.Parse(line[..10], CultureInfo.InvariantCulture)).ToList();

        Assert.Equal(rows, dates.Count);
        Assert.Equal(Sessions(dates[0], dates[^1]), dates);
    }

    [Fact]
    public void TryGetSession_HalfDaysOf23Years_AreThoseWithoutAfternoonTrading()
    {
        // SPY, hours of New York. On half days the funds traded on for a quarter of an hour, and late reports follow.
        var hours = SharedFolder.Lines("data/equity/lean/SPY_1h_1998-01_2021-03.zip").Select(line => line.Split(','));
        var quiet = hours.GroupBy(fields => fields[0][..8]).Where(day => ShareFromTwoPm(day) < 0.01).Select(day => day.Key).ToHashSet();
        quiet.Add("20011123"); // A late report of 8 % of the day's volume.

        var halfDays = Sessions(new(1998, 1, 2), new(2021, 3, 31)).Where(IsHalfDay).Select(day => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture));

        Assert.Equal(52, quiet.Count);
        Assert.Equal(quiet.Order(StringComparer.Ordinal), halfDays);
    }

    [Fact]
    public void Mark_HalfHoursWithExtendedHours_LeavesSixteenHoursAndThirteenBarsADay()
    {
        // Labelled with the end of the bar, in New York.
        var opens = SharedFolder.Lines("data/equity/SPY_30min_ext_2021-03_2023-02.csv.gz").Skip(1)
            .Select(line => NewYorkTime.ToUtc(DateTime.Parse(line[..19], CultureInfo.InvariantCulture).Ticks) - (30 * TimeSpan.TicksPerMinute))
            .ToArray();

        var (regular, extended) = (Count(SessionHours.Regular), Count(SessionHours.Extended));

        Assert.Equal(496, regular.Count);
        Assert.All(regular, day => Assert.Equal(IsHalfDay(day.Key) ? 7 : 13, day.Value));
        Assert.Equal(2, regular.Count(day => day.Value == 7));
        Assert.All(extended, day => Assert.Equal(IsHalfDay(day.Key) ? 26 - 4 : 32, day.Value));
        Assert.Equal(opens.Length - 8, extended.Values.Sum()); // Eight days have a bar from 20:00.

        Dictionary<DateOnly, int> Count(SessionHours hours)
        {
            var inside = new bool[opens.Length];
            SessionFilter.Mark(Equities, opens, TimeSpan.FromMinutes(30), hours, inside);
            return opens.Where((_, i) => inside[i]).GroupBy(ticks => DateOnly.FromDateTime(new DateTime(NewYorkTime.FromUtc(ticks))))
                .ToDictionary(day => day.Key, day => day.Count());
        }
    }

    [Theory]
    [InlineData("data/equity/SPY_1min_rth_2025-09_2026-03.csv.gz", 6)]
    [InlineData("data/equity/QQQ_1min_rth_2025-09_2026-03.csv.gz", 24)]
    public void Mark_MinutesOfTheSession_LeavesOutOnlyTheAfternoonsOfHalfDays(string file, int outside)
    {
        var opens = SharedFolder.Lines(file).Skip(1).Select(line => NewYorkTime.ToUtc(DateTime.Parse(line[..19], CultureInfo.InvariantCulture).Ticks)).ToArray();
        var inside = new bool[opens.Length];

        SessionFilter.Mark(Equities, opens, TimeSpan.FromMinutes(1), SessionHours.Regular, inside);

        var left = opens.Where((_, i) => !inside[i]).Select(ticks => DateOnly.FromDateTime(new DateTime(ticks))).ToList();
        Assert.Equal([new DateOnly(2025, 11, 28), new DateOnly(2025, 12, 24)], left.Distinct());
        Assert.Equal(outside, left.Count);
    }

    [Fact]
    public void CountExpected_RealHoursFromTheOpen_MissesTheLastHalfHourOfHalfDaysOnly()
    {
        // Yahoo's hours: from 13:30 or 14:30 UTC, the seventh half as long; on half days the fourth, from 12:30 New York, is not in the file.
        var opens = SharedFolder.Lines("data/equity/SPY_1h_2024-01_2026-01.csv.gz").Skip(1)
            .Select(line => DateTimeOffset.Parse(line.Split(',')[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcTicks)
            .ToArray();

        var missing = opens.Zip(opens.Skip(1)).Where(pair => Equities.CountExpected(TimeSpan.FromHours(1), pair.First, pair.Second) > 0)
            .Select(pair => DateOnly.FromDateTime(new DateTime(pair.First)))
            .ToList();

        Assert.Equal(6, missing.Count);
        Assert.All(missing, day => Assert.True(IsHalfDay(day)));
    }

    private static double ShareFromTwoPm(IEnumerable<string[]> day)
    {
        var total = day.Sum(fields => double.Parse(fields[5], CultureInfo.InvariantCulture));
        return day.Where(fields => string.CompareOrdinal(fields[0][9..], "14:00") >= 0).Sum(fields => double.Parse(fields[5], CultureInfo.InvariantCulture)) / total;
    }

    private static bool IsHalfDay(DateOnly date) =>
        Equities.TryGetSession(date, out var session) && session.CloseTicks - session.OpenTicks == TimeSpan.FromHours(3.5).Ticks;

    private static IEnumerable<DateOnly> Sessions(DateOnly first, DateOnly last)
    {
        for (var date = first; date <= last; date = date.AddDays(1))
        {
            if (Equities.IsSession(date))
                yield return date;
        }
    }
}
