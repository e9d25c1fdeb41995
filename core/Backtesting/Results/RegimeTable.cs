using Serverless.Core.Backtesting.Models;
using Serverless.Core.Regimes;

namespace Serverless.Core.Backtesting.Results;

/// <summary>The table <c>regimes</c>: a row for each dimension at the first decision, and wherever its regime, or what it rests on, changes.</summary>
internal static class RegimeTable
{
    public static ResultTable Of(IReadOnlyList<ModelStep> steps)
    {
        var all = new List<Row>();
        var last = new Dictionary<string, Row>();
        foreach (var step in steps)
        {
            foreach (var row in Rows(step))
            {
                if (last.TryGetValue(row.Dimension, out var before) && (before.Regime, before.Status, before.Source) == (row.Regime, row.Status, row.Source))
                    continue;
                all.Add(last[row.Dimension] = row);
            }
        }

        var rows = new Rows<Row>(all);
        return new ResultTable(
            "regimes",
            [
                rows.Times("time", row => row.Time),
                rows.Texts("dimension", row => row.Dimension),
                rows.Texts("regime", row => row.Regime),
                rows.Names("status", row => row.Status),
                rows.Texts("source", row => row.Source),
                rows.Texts("warning", row => row.Warning),
            ]);
    }

    private static IEnumerable<Row> Rows(ModelStep step)
    {
        var regime = step.Decision.Regime;
        yield return Of("crypto", RegimeKeys.Of(regime.Crypto.Value), regime.Crypto.Status, regime.Crypto.Source);
        yield return Of("equity", RegimeKeys.Of(regime.Equity.Value), regime.Equity.Status, regime.Equity.Source);
        yield return Of("macro", RegimeKeys.Of(regime.Macro.Value), regime.Macro.Status, regime.Macro.Source);
        yield return Of("volatility", RegimeKeys.Of(regime.Volatility.Value), regime.Volatility.Status, regime.Volatility.Source);

        Row Of(string dimension, string key, RegimeStatus status, string source) => new(
            DecisionTables.Time(step),
            dimension,
            key,
            status,
            source,
            regime.Warnings.FirstOrDefault(warning => warning.Dimension == dimension)?.Message ?? "");
    }

    private readonly record struct Row(DateTime Time, string Dimension, string Regime, RegimeStatus Status, string Source, string Warning);
}
