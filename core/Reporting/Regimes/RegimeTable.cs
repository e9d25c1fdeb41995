using Serverless.Core.Reporting.Documents;
using Serverless.Core.Reporting.Runs;
using Serverless.Core.Reporting.TearSheets;
using Serverless.Core.Validation;

namespace Serverless.Core.Reporting.Regimes;

/// <summary>What the account and each model made while each regime of one dimension held.</summary>
internal static class RegimeTable
{
    public static ReportTable Of(ReportRun run, int dimension, string?[] regimes)
    {
        var curve = run.Curve;
        var name = RunDecisions.Dimensions[dimension];
        var days = DaysOf(curve, regimes);
        var all = run.Sleeves.Select(sleeve => (sleeve.Name, sleeve.Return)).Prepend((Name: "account", Return: curve.Returns))
            .Select(one => (one.Name, Cells: RegimePerformance.Of(one.Return, regimes, curve.PeriodsPerYear)))
            .ToList();
        var rows =
            from regime in days.Keys.Order(StringComparer.Ordinal)
            from one in all
            let cell = one.Cells.First(cell => cell.Regime == regime)
            select (Cell[])
            [
                Cell.Text($"{regime}: {one.Name}"),
                Cell.Count(days[regime]),
                Cell.Percent((double)days[regime] / days.Values.Sum()),
                Cell.Percent(cell.TotalReturn),
                Cell.From(days[regime], MinimumSample.RegimeDays, CellKind.Percent, cell.MeanReturn * curve.PeriodsPerYear),
                Cell.From(days[regime], MinimumSample.RegimeDays, CellKind.Ratio, cell.Sharpe),
            ];
        return new ReportTable(
            $"regimes-{name}",
            $"By {name} regime, as it was known when each step began; models on their own capital. Returns are compounded over the steps of a regime; those a year are the mean step × steps in a year. Below {MinimumSample.RegimeDays} days there are no ratios.",
            ["Regime", "Days", "Share of days", "Return", "Return a year", "Sharpe ratio"],
            [.. rows]);
    }

    // A day counts to the regime of its last step.
    private static Dictionary<string, int> DaysOf(ReportCurve curve, string?[] regimes)
    {
        var days = regimes.Distinct().ToDictionary(regime => regime ?? "", _ => 0);
        for (var i = 0; i < regimes.Length; i++)
        {
            if (i + 1 == regimes.Length || (curve.CloseTicks[i + 1] - 1) / TimeSpan.TicksPerDay != (curve.CloseTicks[i] - 1) / TimeSpan.TicksPerDay)
                days[regimes[i] ?? ""]++;
        }

        return days;
    }
}
