namespace Serverless.Core.MarketData;

/// <summary>When a figure becomes known after what it is about. Times are New York's; business days are those of
/// <see cref="Time.Market.Macro"/>.</summary>
public enum ReleaseRule
{
    /// <summary>A rule for series of which nothing is known: the end (17:00) of the first business day three usual steps of the series after
    /// the reference. Later than any regular release of daily to quarterly US figures, so safe rather than timely.</summary>
    ThreeSteps,

    /// <summary>An event that is public as it happens, such as the payment of a funding rate: at its time.</summary>
    AtEvent,

    /// <summary>Cboe's volatility indices: a quarter of an hour after the session's close, 16:15 or 13:15 on half days.</summary>
    IndexClose,

    /// <summary>Daily rates, spreads and indices in FRED: 17:00 on the next business day. The Federal Reserve posts H.15 with the rates of
    /// the business day before at 16:15.</summary>
    NextBusinessDay,

    /// <summary>ISM's report on business, stamped with the first of the month it is about: 10:00 on the first business day of the next month;
    /// in January on the second, which ISM has chosen since 2018.</summary>
    BusinessReport,

    /// <summary>Monthly averages of daily rates in FRED, stamped with the first of the month: 17:00 on the second business day of the next
    /// month. H.15 has them on the first or the second.</summary>
    MonthlyAverage,
}
