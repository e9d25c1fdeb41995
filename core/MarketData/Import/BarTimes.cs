using Serverless.Core.Time;

namespace Serverless.Core.MarketData;

/// <summary>From the times of a file to the UTC times at which bars open.</summary>
internal static class BarTimes
{
    private static readonly TimeSpan EndOfDay = new(23, 59, 0);

    /// <summary>Changes the times of <paramref name="series"/>; false, and an issue, when they cannot be told.</summary>
    public static bool Normalise(SeriesRows series, TableLayout layout, Timeframe timeframe)
    {
        var (rows, log) = (series.Rows, series.Log);
        if (timeframe == Timeframe.D1)
        {
            LabelByDate(series, layout);
            return true;
        }

        if (!WallClock.ToUtc(series))
            return false;
        if (layout.TimeIsClose || log.Source.Label == TimeLabel.Close)
        {
            log.Note("times are the ends of bars, and were moved to their starts");
            rows.Retime(time => CeilingToMinute(time) - timeframe.Length().Ticks);
        }
        else if (log.Source.Label is null && log.Source.Market == Market.UsEquities && SessionLabels.AreEnds(rows.Times, timeframe))
        {
            var action = log.Report(
                DataDefect.EndLabels, rows.Lines[0], "the last bars of most days carry the time at which trading ends: times are ends of bars", rows.Count);
            if (action == DefectAction.Repair)
                rows.Retime(time => time - timeframe.Length().Ticks);
        }

        Jitter.Snap(rows, timeframe.Length(), log);
        return true;
    }

    // A daily bar is labelled by its date, whatever time of that day its source writes.
    private static void LabelByDate(SeriesRows series, TableLayout layout)
    {
        var (rows, log) = (series.Rows, series.Log);
        var (ends, others) = (0, 0);
        foreach (var time in rows.Times)
        {
            var ofDay = time % TimeSpan.TicksPerDay;
            ends += ofDay >= EndOfDay.Ticks ? 1 : 0;
            others += ofDay != 0 && ofDay < EndOfDay.Ticks ? 1 : 0;
        }

        var isClose = layout.TimeIsClose || log.Source.Label == TimeLabel.Close;
        if (ends == 0 && others == 0)
        {
            if (isClose && log.Source.Market == Market.Crypto)
                rows.Retime(time => time - TimeSpan.TicksPerDay);
            return;
        }

        if (ends > others)
        {
            if (isClose || log.Report(DataDefect.EndLabels, rows.Lines[0], "days carry the time at which they end", rows.Count) == DefectAction.Repair)
                rows.Retime(time => time - (time % TimeSpan.TicksPerDay));
        }
        else if (log.Source.Market != Market.Crypto && (series.Stamps & StampKind.Local) == 0)
        {
            log.Note("daily bars are labelled by their date in New York");
            rows.Retime(time => time % TimeSpan.TicksPerDay == 0 ? time : NewYorkTime.FromUtc(time) is var wall ? wall - (wall % TimeSpan.TicksPerDay) : null);
        }
        else if (log.Source.Market != Market.Crypto)
        {
            rows.Retime(time => time - (time % TimeSpan.TicksPerDay));
        }
    }

    // A close such as 23:59:59.999 means the end of that minute.
    private static long CeilingToMinute(long time) => time + ((TimeSpan.TicksPerMinute - (time % TimeSpan.TicksPerMinute)) % TimeSpan.TicksPerMinute);
}
