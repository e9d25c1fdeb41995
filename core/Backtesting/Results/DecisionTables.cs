using Serverless.Core.Backtesting.Models;
using Serverless.Core.Portfolio;
using Serverless.Core.Regimes;
using Serverless.Core.Strategies.Models;

namespace Serverless.Core.Backtesting.Results;

/// <summary>The decisions of a run, and what models, limits and trading rules had in them.</summary>
internal static class DecisionTables
{
    public static ResultTable Decisions(IReadOnlyList<ModelStep> steps)
    {
        var rows = new Rows<ModelStep>(steps);
        return new ResultTable(
            "decisions",
            [
                rows.Times("time", Time),
                rows.Figures("nav", step => step.Risk.Value),
                rows.Figures("drawdown", step => step.Risk.Drawdown),
                rows.Figures("daily_loss", step => step.Risk.DailyLoss),
                rows.Flags("in_drawdown", step => step.Risk.InDrawdown),
                rows.Texts("equity", step => RegimeKeys.Of(step.Decision.Regime.Equity.Value)),
                rows.Texts("volatility", step => RegimeKeys.Of(step.Decision.Regime.Volatility.Value)),
                rows.Texts("crypto", step => RegimeKeys.Of(step.Decision.Regime.Crypto.Value)),
                rows.Texts("macro", step => RegimeKeys.Of(step.Decision.Regime.Macro.Value)),
                rows.Figures("held_gross", step => step.Held.Values.Sum(Math.Abs)),
                rows.Figures("asked_gross", step => step.Decision.Asked.Gross),
                rows.Figures("allowed_gross", step => step.Decision.Allowed.Gross),
                rows.Figures("allowed_net", step => step.Decision.Allowed.Net),
                rows.Figures("turnover", step => step.Decision.Plan.Turnover),
                rows.Whole("trades", step => step.Decision.Plan.Instructions.Count),
                rows.Texts("budget_note", step => step.Decision.BudgetNote ?? ""),
            ]);
    }

    /// <summary>A row for each model and asset that it wants: no row is no wish.</summary>
    public static ResultTable Attribution(IReadOnlyList<ModelStep> steps)
    {
        var rows = new Rows<(ModelStep Step, string Model, TargetWeight Asset, Contribution Part, ModelTarget Target)>([.. Parts(steps)]);
        return new ResultTable(
            "attribution",
            [
                rows.Times("time", row => Time(row.Step)),
                rows.Texts("model", row => row.Model),
                rows.Texts("symbol", row => row.Asset.Asset),
                rows.Figures("budget", row => row.Step.Decision.Budgets.GetValueOrDefault(row.Model)),
                rows.Figures("wish", row => row.Target.Weight),
                rows.Figures("asked", row => row.Part.Asked),
                rows.Figures("allowed", row => row.Part.Weight),
                rows.Figures("symbol_asked", row => row.Asset.Asked),
                rows.Figures("symbol_allowed", row => row.Asset.Weight),
                rows.Figures("symbol_held", row => row.Step.Held.GetValueOrDefault(row.Asset.Asset)),
                rows.Figures("symbol_planned", row => row.Step.Decision.Plan.Projected.GetValueOrDefault(row.Asset.Asset)),
                rows.Optional("confidence", row => row.Target.Confidence),
                rows.Names("urgency", row => row.Target.Urgency),
                rows.Optional("horizon_hours", row => row.Target.Horizon?.TotalHours),
            ]);
    }

    public static ResultTable Adjustments(IReadOnlyList<ModelStep> steps)
    {
        var rows = new Rows<(ModelStep Step, WeightAdjustment Made)>(
            [.. from step in steps from made in step.Decision.Allowed.Adjustments select (step, made)]);
        return new ResultTable(
            "adjustments",
            [
                rows.Times("time", row => Time(row.Step)),
                rows.Texts("limit", row => row.Made.Limit),
                rows.Texts("subject", row => row.Made.Subject),
                rows.Figures("allowed", row => row.Made.Allowed),
                rows.Figures("before", row => row.Made.Before),
                rows.Figures("after", row => row.Made.After),
            ]);
    }

    /// <summary>Assets that a model could not decide on, and trades that were not worth it or have to wait; of those, no model is named.</summary>
    public static ResultTable Skipped(IReadOnlyList<ModelStep> steps)
    {
        var all =
            from step in steps
            from row in Undecided(step).Concat(step.Decision.Plan.Skipped.Select(trade => (Model: "", trade.Asset, Held: (double?)trade.Current, Target: (double?)trade.Target, trade.Reason)))
            select (Step: step, row.Model, row.Asset, row.Held, row.Target, row.Reason);
        var rows = new Rows<(ModelStep Step, string Model, string Asset, double? Held, double? Target, string Reason)>([.. all]);
        return new ResultTable(
            "skipped",
            [
                rows.Times("time", row => Time(row.Step)),
                rows.Texts("model", row => row.Model),
                rows.Texts("symbol", row => row.Asset),
                rows.Optional("held", row => row.Held),
                rows.Optional("target", row => row.Target),
                rows.Texts("reason", row => row.Reason),
            ]);
    }

    public static DateTime Time(ModelStep step) => step.Risk.At.UtcDateTime;

    private static IEnumerable<(string Model, string Asset, double? Held, double? Target, string Reason)> Undecided(ModelStep step) =>
        from wish in step.Wishes.OrderBy(wish => wish.Key, StringComparer.Ordinal)
        from skipped in wish.Value.Skipped
        select (wish.Key, skipped.Asset, (double?)null, (double?)null, skipped.Reason);

    private static IEnumerable<(ModelStep Step, string Model, TargetWeight Asset, Contribution Part, ModelTarget Target)> Parts(IReadOnlyList<ModelStep> steps) =>
        from step in steps
        from asset in step.Decision.Allowed.Assets
        from part in asset.Contributions
        let target = step.Wishes[part.Model].Targets.First(one => one.Asset == asset.Asset)
        where target.Weight != 0
        select (step, part.Model, asset, part, target);
}
