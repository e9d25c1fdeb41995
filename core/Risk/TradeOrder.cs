using Serverless.Core.Portfolio;

namespace Serverless.Core.Risk;

/// <summary>
/// Which trades may go at once. Markets open at different hours, so that any of the trades of a plan can come first. What makes a position smaller
/// is never held up. What enlarges or turns one waits while its limits would be exceeded before the reductions of the plan have come about.
/// </summary>
public static class TradeOrder
{
    /// <summary>The plan without the trades that have to wait, which are listed with their reason.</summary>
    /// <param name="plan">What is to be traded.</param>
    /// <param name="current">Weights held, by symbol.</param>
    /// <param name="limits">Limits of the regime that holds.</param>
    /// <param name="smallest">Smallest change of a weight that can be traded.</param>
    public static RebalancePlan Of(RebalancePlan plan, IReadOnlyDictionary<string, double> current, RiskLimits limits, double smallest)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(limits);
        if (plan.Instructions.All(trade => trade.Reduces) || !plan.Instructions.Any(trade => Shrinks(trade)))
            return plan;
        // What is too small to be traded makes no room and needs none.
        var widest = new Dictionary<string, double>(current);
        foreach (var skipped in plan.Skipped.Where(trade => Math.Abs(trade.Target - trade.Current) < smallest))
            widest[skipped.Asset] = skipped.Target;
        foreach (var trade in plan.Instructions.Where(trade => !trade.Reduces).OrderBy(trade => trade.Asset, StringComparer.Ordinal))
        {
            var before = widest.GetValueOrDefault(trade.Asset);
            widest[trade.Asset] = Math.Abs(trade.Target) > Math.Abs(before) ? trade.Target : before;
            if (RiskEngine.FindExcess(widest, Of(trade.Asset, limits)) is not { } excess)
                continue;
            widest[trade.Asset] = before;
            plan = plan.Without(trade, $"waits until reductions have made room: {excess}");
        }

        return plan;
    }

    // A trade that turns a position shrinks it first.
    private static bool Shrinks(TradeInstruction trade) => trade.Reduces || trade.Current * trade.Target < 0;

    // Limits of other assets and classes are not for this trade to keep; the net is kept by both sides of it together.
    private static RiskLimits Of(string asset, RiskLimits limits) => limits with
    {
        MaxAsset = double.MaxValue,
        MaxByAsset = new Dictionary<string, double> { [asset] = limits.MaxByAsset.GetValueOrDefault(asset, limits.MaxAsset) },
        MaxByClass = limits.MaxByClass.Where(one => limits.Classes.GetValueOrDefault(asset) == one.Key).ToDictionary(),
        MaxNet = double.MaxValue,
    };
}
