using Serverless.Core.Backtesting.Models;

namespace Serverless.Infra.Runs;

/// <summary>How long a regime held in a run.</summary>
/// <param name="Regime">Its key, for example <c>equity_bull</c>.</param>
/// <param name="Decisions">Decisions at which it held.</param>
/// <param name="Share">Share of all decisions.</param>
/// <param name="Spells">How often it began, the first decision included.</param>
public sealed record RegimeShare(string Regime, int Decisions, double Share, int Spells)
{
    internal static IReadOnlyList<RegimeShare> Of(IReadOnlyList<ModelStep> steps)
    {
        var (counts, spells) = (new SortedDictionary<string, int>(StringComparer.Ordinal), new Dictionary<string, int>());
        IReadOnlyList<string> before = [];
        foreach (var step in steps)
        {
            var keys = step.Decision.Regime.Keys;
            foreach (var key in keys)
            {
                counts[key] = counts.GetValueOrDefault(key) + 1;
                spells[key] = spells.GetValueOrDefault(key) + (before.Contains(key) ? 0 : 1);
            }

            before = keys;
        }

        return [.. counts.Select(one => new RegimeShare(one.Key, one.Value, (double)one.Value / steps.Count, spells[one.Key]))];
    }
}
