using Serverless.Core.MarketData.Quality;
using Serverless.Core.Time;

namespace Serverless.Core.MarketData;

/// <summary>What the policy makes of the findings on a finished series.</summary>
internal static class QualityActions
{
    /// <summary>Reports every finding with the line of its first bar, repairs bars and leaves bars out.</summary>
    public static void Apply(SeriesRows series, Timeframe timeframe)
    {
        var (rows, log) = (series.Rows, series.Log);
        var removed = new HashSet<int>();
        var others = 0;
        foreach (var finding in SeriesQuality.Inspect(rows.ToSeries(series.Symbol, timeframe), log.Source.Market, log.Policy.Thresholds))
        {
            // The row loop has met these.
            if (finding.Defect is DataDefect.InconsistentPrices or DataDefect.NonPositivePrice or DataDefect.NegativeVolume or DataDefect.NotFinite)
                continue;
            var (first, last) = Bars(finding);
            if (finding.Defect == DataDefect.TickerReuse)
                (first, others) = (others, last + 1);
            var action = Action(finding.Defect, series);
            log.Report(finding.Defect, action, rows.Lines[first], finding.Reason, last - first + 1);
            if (log.Refused)
                return;
            for (var i = first; i <= last && action != DefectAction.Flag; i++)
            {
                if (action == DefectAction.Repair)
                    rows.ClampToNeighbours(i);
                else
                    removed.Add(i);
            }
        }

        if (removed.Count > 0)
            rows.Rearrange([.. Enumerable.Range(0, rows.Count).Where(i => !removed.Contains(i))]);
    }

    // One price a bar proves neither a print that stands alone nor an interpolation, and an index has no prints: its extremes are official.
    private static DefectAction Action(DataDefect defect, SeriesRows series)
    {
        var action = series.Log.Policy.ActionFor(defect);
        var isUnproven = (defect is DataDefect.BadTick or DataDefect.Fabricated) && (series.Columns.IsCloseOnly || !series.Log.Source.Market.IsTradable());
        return isUnproven && action != DefectAction.RefuseFile ? DefectAction.Flag : action;
    }

    // A change between two bars concerns the one after it; of a reused ticker, all bars before it are another instrument's.
    private static (int First, int Last) Bars(QualityFinding finding) => finding.Defect switch
    {
        DataDefect.TickerReuse => (0, finding.FirstBar),
        DataDefect.Gap or DataDefect.UnadjustedSplit or DataDefect.VolumeBreak => (finding.LastBar, finding.LastBar),
        _ => (finding.FirstBar, finding.LastBar),
    };
}
