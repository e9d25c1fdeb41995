using Serverless.Core.Time;

namespace Serverless.Core.MarketData;

/// <summary>From the rows of one series to its figures.</summary>
internal static class FigureBuilder
{
    /// <summary>Follows the symbol of a funding rate.</summary>
    public const string Funding = ".funding";

    /// <summary>Follows the symbol of a market capitalisation.</summary>
    public const string MarketCap = ".marketcap";

    private const int FewestRegular = 20;

    public static DataImport Build(SeriesRows series)
    {
        var log = series.Log;
        return log.Finish(null, TryBuild(series));
    }

    private static Observations? TryBuild(SeriesRows series)
    {
        var (rows, log) = (series.Rows, series.Log);
        if (log.Source.Market == Market.UsEquities)
            log.Source = log.Source with { Market = Market.Macro };
        // A date is a date in any zone.
        if (series.Columns.Suffix != MarketCap && HasTimes(rows) && !WallClock.ToUtc(series))
            return null;
        RowOrder.Arrange(rows, log);
        log.CheckQuarantine();
        if (!log.Refused && rows.Count == 0)
            log.Report(DataDefect.Empty, null, "no usable row below the header");
        if (log.Refused)
            return null;
        return series.Columns.Suffix switch
        {
            Funding => Events(series),
            MarketCap => EndsOfDay(series),
            _ => ReleaseCalendar.Publish(series.Symbol, rows.Times.ToArray(), rows.Closes.ToArray()),
        };
    }

    private static bool HasTimes(BarRows rows)
    {
        foreach (var time in rows.Times)
        {
            if (time % TimeSpan.TicksPerDay != 0)
                return true;
        }

        return false;
    }

    // Known as it happens.
    private static Observations? Events(SeriesRows series)
    {
        var (rows, log) = (series.Rows, series.Log);
        Jitter.Snap(rows, TimeSpan.FromMinutes(1), log);
        if (rows.Count >= FewestRegular)
        {
            var step = UsualStep(rows.Times);
            CorrectOffset(rows, step, log);
            for (var i = 1; i < rows.Count; i++)
            {
                var missing = ((rows.Times[i] - rows.Times[i - 1] + (step / 2)) / step) - 1;
                if (missing > 0)
                    log.Report(DataDefect.Gap, rows.Lines[i], $"payments missing after {CanonicalCsv.FormatTime(rows.Times[i - 1])}: {missing}");
            }
        }

        return log.Refused ? null : ReleaseCalendar.Publish(series.Symbol, rows.Times.ToArray(), rows.Closes.ToArray(), ReleaseRule.AtEvent);
    }

    // Perpetuals pay at multiples of the interval since midnight UTC; a constant distance from them is a clock of another zone.
    private static void CorrectOffset(BarRows rows, long step, ImportLog log)
    {
        var phase = rows.Times[0] % step;
        foreach (var time in rows.Times)
        {
            if (time % step != phase)
                return;
        }

        var offset = phase > step / 2 ? phase - step : phase;
        if (offset == 0 || offset % TimeSpan.TicksPerHour != 0)
            return;
        var zone = $"UTC{(offset > 0 ? "+" : "")}{offset / TimeSpan.TicksPerHour}";
        var reason = $"every time is {TimeSpan.FromTicks(phase):c} past a multiple of {TimeSpan.FromTicks(step):c}: clocks of {zone}, not UTC";
        if (log.Report(DataDefect.ShiftedTimes, rows.Lines[0], reason, rows.Count) == DefectAction.Repair)
            rows.Retime(time => time - offset);
    }

    // About the day on which it is stamped, known when that day has ended.
    private static Observations EndsOfDay(SeriesRows series)
    {
        series.Rows.Retime(time => time - (time % TimeSpan.TicksPerDay));
        var days = series.Rows.Times.ToArray();
        return new Observations(series.Symbol, days, Array.ConvertAll(days, day => day + TimeSpan.TicksPerDay), series.Rows.Closes.ToArray());
    }

    private static long UsualStep(ReadOnlySpan<long> times)
    {
        var steps = new long[times.Length - 1];
        for (var i = 0; i < steps.Length; i++)
            steps[i] = times[i + 1] - times[i];
        Array.Sort(steps);
        return steps[(steps.Length - 1) / 2];
    }
}
