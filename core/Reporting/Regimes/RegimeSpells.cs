using Serverless.Core.Metrics;
using Serverless.Core.Reporting.Charts;
using Serverless.Core.Reporting.Documents;
using Serverless.Core.Reporting.Runs;
using Serverless.Core.Reporting.TearSheets;

namespace Serverless.Core.Reporting.Regimes;

/// <summary>The equity with the regimes of one dimension behind it, and a row for each stretch of a regime.</summary>
internal static class RegimeSpells
{
    // What markets usually are is left white, so that the rest shows.
    private static readonly string[] Usual = ["equity_bull", "vol_normal", "crypto_risk_on", "macro_expansion"];

    public static LineChart Chart(ReportRun run, int dimension, string?[] regimes)
    {
        var (curve, name) = (run.Curve, RunDecisions.Dimensions[dimension]);
        var spells = Of(curve, regimes);
        var longest = spells.GroupBy(spell => spell.Regime).OrderByDescending(group => group.Sum(spell => spell.To - spell.From)).First();
        return new LineChart(
            $"regimes-{name}-chart",
            $"Account and {name} regime",
            $"{Words.Count(spells.Count)} stretches; most of the time it was {longest.Key}.",
            new ReportTable(
                $"regimes-{name}-spells",
                "Every stretch of a regime, and what the account made in it.",
                ["From", "To", "Regime", "Days", "Return"],
                [.. spells.Select(spell => (Cell[])
                [
                    Cell.Date(new DateTime(spell.From, DateTimeKind.Utc)),
                    Cell.Date(new DateTime(spell.To - 1, DateTimeKind.Utc)),
                    Cell.Text(spell.Regime),
                    Cell.Days((double)(spell.To - spell.From) / TimeSpan.TicksPerDay),
                    Cell.Percent(ReturnStatistics.TotalReturn(curve.Returns.AsSpan(spell.First, spell.Count))),
                ])]))
        {
            Series = [ChartSeries.Over("Equity", curve.CloseTicks, curve.Equity)],
            Kind = CellKind.Money,
            Shades = [.. spells.Where(spell => !Usual.Contains(spell.Regime)).OrderBy(spell => spell.Regime, StringComparer.Ordinal).Select(spell => new ChartShade(spell.Regime, spell.From, spell.To))],
        };
    }

    private static List<(string Regime, long From, long To, int First, int Count)> Of(ReportCurve curve, string?[] regimes)
    {
        var spells = new List<(string, long, long, int, int)>();
        for (var start = 0; start < regimes.Length;)
        {
            var end = start;
            while (end < regimes.Length && regimes[end] == regimes[start])
                end++;
            spells.Add((regimes[start] ?? "", curve.CloseTicks[Math.Max(0, start - 1)], curve.CloseTicks[end - 1], start, end - start));
            start = end;
        }

        return spells;
    }
}
