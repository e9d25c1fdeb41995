using Serverless.Core.Metrics;

namespace Serverless.Core.Reporting.Runs;

/// <summary>An equity curve with its returns; everything that a report says of the curve is measured on these.</summary>
public sealed class ReportCurve
{
    /// <summary>Takes a curve.</summary>
    /// <param name="closeTicks">UTC times, in ticks, of the steps: closes of bars, ascending.</param>
    /// <param name="initial">Equity before the first step; positive.</param>
    /// <param name="equity">Equity at each step; positive.</param>
    /// <param name="periodsPerYear">Steps in a year: the factor of annualisation.</param>
    /// <exception cref="ArgumentException">There is not one equity for each step, or one is not positive.</exception>
    public ReportCurve(long[] closeTicks, double initial, double[] equity, double periodsPerYear)
    {
        ArgumentNullException.ThrowIfNull(closeTicks);
        ArgumentNullException.ThrowIfNull(equity);
        if (closeTicks.Length != equity.Length)
            throw new ArgumentException($"There are {equity.Length} values for {closeTicks.Length} steps.", nameof(equity));
        if (!(initial > 0) || Array.Exists(equity, value => !(value > 0)))
            throw new ArgumentException("The equity of a curve must be positive; after a ruin there are no returns.", nameof(equity));
        (CloseTicks, Initial, Equity, PeriodsPerYear) = (closeTicks, initial, equity, periodsPerYear);
        Returns = new double[equity.Length];
        EquityReturns.Compute(initial, equity, Returns);
        // A close at midnight ends the day before.
        Daily = DailyReturns.Of(Array.ConvertAll(closeTicks, ticks => ticks - 1), equity, initial);
    }

    /// <summary>UTC times of the steps, in ticks.</summary>
    public long[] CloseTicks { get; }

    /// <summary>Equity before the first step.</summary>
    public double Initial { get; }

    /// <summary>Equity at each step.</summary>
    public double[] Equity { get; }

    /// <summary>Steps in a year.</summary>
    public double PeriodsPerYear { get; }

    /// <summary>Simple return of each step.</summary>
    public double[] Returns { get; }

    /// <summary>Returns of days; a step belongs to the UTC day that its bar ends.</summary>
    public DailyReturns Daily { get; }

    /// <summary>Number of days with steps.</summary>
    public int DayCount => Daily.Values.Length;

    /// <summary>Calendar days from the first to the last, both included.</summary>
    public int SpanDays => Daily.Days is [var first, .., var last] ? last - first + 1 : DayCount;

    /// <summary>1 − equity ÷ its highest value so far, the initial one included, as a negative share: how far each step lies under water.</summary>
    public double[] Underwater()
    {
        var highest = Initial;
        return Array.ConvertAll(Equity, value => (value / (highest = Math.Max(highest, value))) - 1);
    }

    /// <summary>UTC time of point <paramref name="index"/> of <see cref="Drawdown"/>: 0 is the begin, k the end of step k − 1.</summary>
    public DateTime TimeOf(int index) => new(CloseTicks[Math.Max(0, index - 1)], DateTimeKind.Utc);

    /// <summary>UTC midnight with which the day of <see cref="Daily"/> ends.</summary>
    public static DateTime EndOf(int day) => DateTime.UnixEpoch.AddDays(day + 1);

    /// <summary>UTC date of a day of <see cref="Daily"/>.</summary>
    public static DateTime DateOf(int day) => DateTime.UnixEpoch.AddDays(day);
}
