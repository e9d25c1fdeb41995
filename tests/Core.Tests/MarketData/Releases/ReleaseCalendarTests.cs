using System.Globalization;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.MarketData.Releases;

public sealed class ReleaseCalendarTests
{
    [Theory]
    [InlineData("VIX", "2024-07-16", "2024-07-16T20:15")]
    [InlineData("^VIX", "2024-11-29", "2024-11-29T18:15")] // Half day.
    [InlineData("VIXCLS", "2024-07-16", "2024-07-17T21:00")]
    [InlineData("T10Y2Y", "2024-01-12", "2024-01-16T22:00")] // Friday, then a holiday.
    [InlineData("t10y3m", "2024-10-11", "2024-10-15T21:00")] // Columbus Day: the banks rest.
    [InlineData("DGS2", "2024-03-28", "2024-04-01T21:00")] // Good Friday: the exchanges rest.
    [InlineData("FEDFUNDS", "2024-10-01", "2024-11-04T22:00")]
    public void Publish_DailyFigure_IsKnownByTheRuleOfItsSeries(string symbol, string reference, string known) =>
        Assert.Equal(Ticks(known), ReleaseCalendar.Publish(symbol, new[] { Ticks(reference) }, new[] { 1.0 }).KnownTicks[0]);

    [Theory]
    // Golden: dates on which ISM published the report on manufacturing.
    [InlineData("2021-11-01", "2021-12-01T15:00")]
    [InlineData("2021-07-01", "2021-08-02T14:00")] // The 1st is a Sunday.
    [InlineData("2020-08-01", "2020-09-01T14:00")]
    [InlineData("2019-12-01", "2020-01-03T15:00")]
    [InlineData("2020-12-01", "2021-01-05T15:00")]
    [InlineData("2021-03-01", "2021-04-01T14:00")]
    public void Publish_Pmi_IsKnownWhenIsmPublishedIt(string reference, string known) =>
        Assert.Equal(Ticks(known), ReleaseCalendar.Publish("PMI", new[] { Ticks(reference) }, new[] { 1.0 }).KnownTicks[0]);

    [Fact]
    public void Publish_UnknownSeries_WaitsThreeSteps()
    {
        long[] months = [Ticks("2024-01-01"), Ticks("2024-02-01"), Ticks("2024-03-01"), Ticks("2024-04-01")];
        long[] days = [Ticks("2024-07-15"), Ticks("2024-07-16"), Ticks("2024-07-17")];

        var monthly = ReleaseCalendar.Publish("SOMETHING", months, new double[4]);
        var daily = ReleaseCalendar.Publish("SOMETHING", days, new double[3]);

        Assert.Equal(Ticks("2024-04-03T21:00"), monthly.KnownTicks[0]); // 93 days on.
        Assert.Equal(Ticks("2024-07-18T21:00"), daily.KnownTicks[0]);
        Assert.Equal(Ticks("2024-07-22T21:00"), daily.KnownTicks[2]); // Over a weekend.
    }

    [Fact]
    public void Publish_FundingRate_IsKnownAtTheEvent()
    {
        var times = new[] { Ticks("2023-12-31T16:00:00.0120000"), Ticks("2024-01-01T00:00") };

        var funding = ReleaseCalendar.Publish("BTCUSDT-FUNDING", times, new[] { 0.0001, 0.0002 }, ReleaseRule.AtEvent);

        Assert.Equal(times, funding.KnownTicks);
    }

    [Fact]
    public void Align_RealPmi_ShowsNoMonthBeforeItsPublication()
    {
        var pmi = Pmi();
        var decisions = Decisions(new DateTime(2010, 1, 1), new DateTime(2021, 12, 31));
        var (seen, naive) = (new int[decisions.Length], new int[decisions.Length]);

        PointInTime.Align(pmi.KnownTicks, decisions, seen);
        PointInTime.Align(pmi.ReferenceTicks, decisions, naive);

        // A join on the stamp would have shown the month's own figure from its first day.
        Assert.All(Enumerable.Range(0, decisions.Length), i =>
        {
            var month = new DateTime(pmi.ReferenceTicks[seen[i]]);
            Assert.True(new DateTime(decisions[i]) > month.AddMonths(1));
            Assert.True(new DateTime(decisions[i]) < month.AddMonths(2).AddDays(7));
            Assert.Contains(naive[i] - seen[i], new[] { 1, 2 });
        });
    }

    [Theory]
    // The file has 60.8 for October, 61.1 for November and 58.7 for December 2021.
    [InlineData("2021-12-01T12:00", 60.8)]
    [InlineData("2021-12-01T16:00", 61.1)]
    [InlineData("2021-12-31T20:00", 61.1)]
    [InlineData("2022-01-05T00:00", 58.7)]
    public void Take_RealPmiAtADecision_IsTheLastPublishedFigure(string decision, double expected)
    {
        var pmi = Pmi();
        var (rows, taken) = (new int[1], new double[1]);

        PointInTime.Align(pmi.KnownTicks, [Ticks(decision)], rows);
        PointInTime.Take(pmi.Values, rows, taken);

        Assert.Equal(expected, taken[0]);
    }

    [Fact]
    public void Publish_RealDailyFigures_AreKnownAfterTheirDayAndWithinAWeekOfClosures()
    {
        foreach (var file in new[] { "T10Y2Y_fred_1990-01_2026-07.csv", "DGS2_fred_1980_2025.csv", "VIXCLS_fred_1990-01_2025-12.csv", "VIX_daily_ohlc_1990-01_2026-07.csv" })
        {
            var figures = Load(file);

            Assert.True(figures.Count > 9_000);
            Assert.All(Enumerable.Range(0, figures.Count), i => Assert.InRange(
                figures.KnownTicks[i] - figures.ReferenceTicks[i], TimeSpan.FromHours(17).Ticks, TimeSpan.FromDays(8).Ticks));
        }
    }

    private static Observations Pmi() => Load("ISM_MAN_PMI_monthly_1948-01_2021-12.csv", "PMI");

    private static Observations Load(string file, string? symbol = null)
    {
        var rows = SharedFolder.Lines($"data/macro/{file}").Skip(1).Select(line => line.Split(',')).Where(fields => fields[^1] is not ("" or "."))
            .OrderBy(fields => fields[0], StringComparer.Ordinal).ToList();
        return ReleaseCalendar.Publish(
            symbol ?? file.Split('_')[0],
            rows.Select(fields => Ticks(fields[0])).ToArray(),
            rows.Select(fields => double.Parse(fields[^1], CultureInfo.InvariantCulture)).ToArray());
    }

    private static long[] Decisions(DateTime from, DateTime to) =>
        Enumerable.Range(0, (int)((to - from).TotalHours / 4)).Select(i => from.AddHours(4 * i).Ticks).ToArray();

    private static long Ticks(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture).Ticks;
}
