namespace Serverless.Core.MarketData;

/// <summary>Bars whose prices contradict each other.</summary>
internal static class BarRepair
{
    private const double LargestRepair = 0.25;

    /// <summary>Reports the contradiction; true when the bar stays, widened where the policy says so. What exceeds a quarter of the price is
    /// no rounding and no late print, but a wrong number: it is never repaired.</summary>
    public static bool TryAccept(double open, ref double high, ref double low, double close, int line, ImportLog log)
    {
        var (top, bottom) = (Math.Max(open, close), Math.Min(open, close));
        var reason = high < low
            ? FormattableString.Invariant($"high {high} is below low {low}")
            : FormattableString.Invariant($"open {open} or close {close} lies outside low {low} … high {high}");
        var action = log.Policy.ActionFor(DataDefect.InconsistentPrices);
        var isRepairable = high >= low && top <= high * (1 + LargestRepair) && bottom * (1 + LargestRepair) >= low;
        if (action == DefectAction.Repair && !isRepairable)
            action = DefectAction.QuarantineRow;
        log.Report(DataDefect.InconsistentPrices, action, line, reason);
        if (action == DefectAction.Repair)
            (high, low) = (Math.Max(high, top), Math.Min(low, bottom));
        return action is DefectAction.Flag or DefectAction.Repair;
    }
}
