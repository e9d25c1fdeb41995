using Serverless.Core.Reporting.Documents;
using Serverless.Core.Reporting.Runs;

namespace Serverless.Core.Reporting.TearSheets;

/// <summary>Below these sizes a report says "not enough data" instead of a figure.</summary>
public static class MinimumSample
{
    /// <summary>Daily returns for a ratio, a volatility or an interval: fewer than 30 say next to nothing.</summary>
    public const int Days = 30;

    /// <summary>Calendar days for a growth rate per year; from fewer, luck is raised to a high power.</summary>
    public const int SpanDays = 90;

    /// <summary>Closed trades for a rate, a factor or a mean of trades.</summary>
    public const int Trades = 10;

    /// <summary>Days in a cell of a table by regime.</summary>
    public const int RegimeDays = 20;

    /// <summary>Daily returns for a histogram or a cone.</summary>
    public const int Distribution = 60;

    /// <summary>A figure of returns, if there are days enough.</summary>
    public static Cell OfDays(ReportCurve curve, CellKind kind, double? value) => Cell.From(curve.DayCount, Days, kind, value);

    /// <summary>A figure per year, if there is time enough.</summary>
    public static Cell OfSpan(ReportCurve curve, CellKind kind, double? value) => Cell.From(curve.SpanDays, SpanDays, kind, value);

    /// <summary>A figure of closed trades, if there are enough.</summary>
    public static Cell OfTrades(int trades, CellKind kind, double? value) => Cell.From(trades, Trades, kind, value);
}
