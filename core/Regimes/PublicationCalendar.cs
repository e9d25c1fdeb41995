using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Core.Regimes;

/// <summary>When the publication after each one is due, by the calendar of the series.</summary>
internal static class PublicationCalendar
{
    public static long[] NextDue(BarSeries daily, Market market)
    {
        var calendar = TradingCalendar.For(market);
        var due = new long[daily.Count];
        for (var i = 0; i < due.Length; i++)
            due[i] = calendar.OnOrAfter(DateOf(daily.OpenTicks[i]).AddDays(1)).CloseTicks;
        return due;
    }

    public static long[] NextDue(Observations figures)
    {
        var business = TradingCalendar.For(Market.Macro);
        var rule = ReleaseCalendar.RuleOf(figures.Symbol);
        var monthly = rule switch
        {
            ReleaseRule.IndexClose or ReleaseRule.NextBusinessDay => false,
            ReleaseRule.BusinessReport or ReleaseRule.MonthlyAverage => true,
            _ => figures.Step != "daily",
        };
        var due = new long[figures.Count];
        for (var i = 0; i < due.Length; i++)
        {
            var date = DateOf(figures.ReferenceTicks[i]);
            var next = monthly ? date.AddMonths(1) : business.OnOrAfter(date.AddDays(1)).Date;
            due[i] = Math.Max(figures.KnownTicks[i], ReleaseCalendar.KnownTicks(rule, [next.DayNumber * TimeSpan.TicksPerDay])[0]);
        }

        return due;
    }

    private static DateOnly DateOf(long ticks) => DateOnly.FromDayNumber((int)(ticks / TimeSpan.TicksPerDay));
}
