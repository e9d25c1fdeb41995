using Serverless.Core.Time;

namespace Serverless.Core.MarketData;

/// <summary>From the rows of one series to its bars, with every check on the way.</summary>
internal static class SeriesBuilder
{
    public static DataImport Build(SeriesRows series, TableLayout layout)
    {
        var log = series.Log;
        return log.Finish(TryBuild(series, layout), null);
    }

    private static BarSeries? TryBuild(SeriesRows series, TableLayout layout)
    {
        var (rows, log) = (series.Rows, series.Log);
        RowOrder.Arrange(rows, log);
        log.CheckQuarantine();
        if (!log.Refused && rows.Count == 0)
            log.Report(DataDefect.Empty, null, "no usable row below the header");
        if (log.Refused || SeriesChecks.FindTimeframe(rows.Times, log) is not { } timeframe)
            return null;
        ReportVolume(series, layout);
        ReportUnits(series);
        if (log.Refused || !BarTimes.Normalise(series, layout, timeframe) || log.Refused)
            return null;
        SeriesChecks.ReportOffGrid(rows.Times, rows.Lines, timeframe, log);
        QualityActions.Apply(series, timeframe);
        if (!log.Refused && rows.Count == 0)
            log.Report(DataDefect.Empty, null, "no bar is left");
        if (log.Refused)
            return null;
        var isRaw = log.Source.Adjustment == PriceAdjustment.Unknown && log.CountOf(DataDefect.UnadjustedSplit) > 0;
        log.Source = log.Source with { Timeframe = timeframe, Adjustment = isRaw ? PriceAdjustment.Raw : log.Source.Adjustment };
        return rows.ToSeries(series.Symbol, timeframe);
    }

    private static void ReportVolume(SeriesRows series, TableLayout layout)
    {
        var (rows, log) = (series.Rows, series.Log);
        if (series.Columns.IsCloseOnly)
            log.Report(DataDefect.CloseOnly, null, "one price per bar: open, high and low equal the close");
        if (series.Columns.Volume < 0)
        {
            log.Report(DataDefect.NoVolume, null, "no volume column: volumes are 0");
            // What nobody trades has no volume: an index, to be read only.
            if (log.Source.Market == Market.UsEquities && !series.Columns.IsCloseOnly)
                log.Source = log.Source with { Market = Market.Macro };
        }
        else if (layout.QuoteVolume
            && log.Report(DataDefect.QuoteVolume, null, "volumes count money; divided by the close they count the asset", rows.Count) == DefectAction.Repair)
        {
            rows.DivideVolumesByCloses();
        }
    }

    private static void ReportUnits(SeriesRows series)
    {
        var unix = series.Stamps & StampKind.AnyUnix;
        if (unix != 0 && (series.Stamps != unix || !int.IsPow2((int)unix)))
            series.Log.Report(DataDefect.MixedTimeUnits, null, $"times mix {series.Stamps}; each was read by its own size", rows: 0);
    }
}
