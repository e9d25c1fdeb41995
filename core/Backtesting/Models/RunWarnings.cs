using Serverless.Core.Regimes;

namespace Serverless.Core.Backtesting.Models;

/// <summary>What went on in a run without being in its figures, in words.</summary>
internal static class RunWarnings
{
    public static IEnumerable<string> Of(IReadOnlyList<ModelStep> steps, IReadOnlyList<ModelLedger> models)
    {
        var regimes =
            from step in steps
            from warning in step.Decision.Regime.Warnings
            where warning.Status is not RegimeStatus.Late
            group step.Risk.At by (warning.Dimension, warning.Status) into spell
            orderby spell.Key.Dimension, spell.Key.Status
            select FormattableString.Invariant(
                $"{spell.Key.Dimension} regime: {Words(spell.Key.Status)} at {spell.Count():N0} of {steps.Count:N0} decisions, first on {spell.Min():yyyy-MM-dd}, last on {spell.Max():yyyy-MM-dd}");
        var skips =
            from step in steps
            from wish in step.Wishes
            from skipped in wish.Value.Skipped
            group step.Risk.At by (Model: wish.Key, skipped.Asset) into spell
            orderby spell.Key.Model, spell.Key.Asset
            select FormattableString.Invariant(
                $"{spell.Key.Model} could not decide on {spell.Key.Asset} at {spell.Count():N0} of {steps.Count:N0} decisions, first on {spell.Min():yyyy-MM-dd}, last on {spell.Max():yyyy-MM-dd}");
        var budgets =
            from step in steps
            where step.Decision.BudgetNote is not null
            group step.Risk.At by step.Decision.BudgetNote into spell
            orderby spell.Min()
            select FormattableString.Invariant(
                $"budgets: {spell.Key} at {spell.Count():N0} of {steps.Count:N0} decisions, first on {spell.Min():yyyy-MM-dd}, last on {spell.Max():yyyy-MM-dd}");
        var failures = models.Where(model => model.Failure is not null).Select(model => $"{model.Name} was closed out: {model.Failure}");
        return regimes.Concat(skips).Concat(budgets).Concat(failures);
    }

    private static string Words(RegimeStatus status) => status switch
    {
        RegimeStatus.Substitute => "read from a substitute",
        RegimeStatus.Stale => "the default, as its figures were stale,",
        _ => "the default, as there were no figures,",
    };
}
