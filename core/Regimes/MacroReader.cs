using Serverless.Core.MarketData;

namespace Serverless.Core.Regimes;

/// <summary>Macro regimes of two series, each read from when it was published.</summary>
internal static class MacroReader
{
    public static RegimeTimeline<MacroRegime> Read(Observations pmi, Observations slope, MacroOptions options)
    {
        var (pmiDue, slopeDue) = (PublicationCalendar.NextDue(pmi), PublicationCalendar.NextDue(slope));
        // Below a threshold is above its negative.
        var contraction = new Alarm(-options.ContractionBelow, options.PmiBand);
        var recession = new Alarm(-options.RecessionBelow, options.PmiBand);
        var inverted = new Alarm(-options.InvertedBelow, options.SlopeBand);
        var confirmation = new Confirmation<MacroRegime>(options.ConfirmationDays);
        var rows = new List<RegimeTimeline<MacroRegime>.Row>(pmi.Count + slope.Count);
        for (var (p, s) = (-1, -1); p + 1 < pmi.Count || s + 1 < slope.Count;)
        {
            var (nextPmi, nextSlope) = (KnownAt(pmi, p + 1), KnownAt(slope, s + 1));
            if (nextPmi <= nextSlope)
            {
                p++;
                contraction.Update(-pmi.Values[p]);
                recession.Update(-pmi.Values[p]);
            }
            else
            {
                s++;
                inverted.Update(-slope.Values[s]);
            }

            if (p < 0 || s < 0)
                continue;
            var shown = recession.Raised ? MacroRegime.Recession
                : contraction.Raised || inverted.Raised ? MacroRegime.Slowdown
                : MacroRegime.Expansion;
            rows.Add(new(
                Math.Min(nextPmi, nextSlope),
                Math.Min(pmiDue[p], slopeDue[s]),
                confirmation.Next(shown),
                new RegimeFigures(Pmi: RegimeFigures.Of(pmi.Values[p]), Slope: RegimeFigures.Of(slope.Values[s]))));
        }

        return new RegimeTimeline<MacroRegime>($"{pmi.Symbol}+{slope.Symbol}", rows);
    }

    private static long KnownAt(Observations figures, int row) => row < figures.Count ? figures.KnownTicks[row] : long.MaxValue;
}
