using System.Globalization;
using Spectre.Console;

namespace Serverless.Cli.Simulation;

/// <summary>Prints what a replay was like.</summary>
internal static class SimulationView
{
    public static void Write(SimulationReport report, SimulateOptions options, TimeSpan elapsed)
    {
        if (options.Json)
        {
            Console.WriteLine(CommandJson.Serialize(new
            {
                options.From,
                options.To,
                report.Cycles,
                report.FailedCycles,
                Deployments = report.Deployments.Select(row => new { row.Deployment.StrategyId, row.Deployment.Stage, row.Deployment.Since, row.Deployment.Capital }),
                report.Actions,
                report.Decisions,
                Audit = new { report.Audit.IsIntact, report.Audit.Entries, report.Audit.HeadHash },
                ElapsedSeconds = elapsed.TotalSeconds,
            }));
            return;
        }

        var console = Consoles.Output;
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Cycles} cycles from {options.From:yyyy-MM-dd} to {options.To:yyyy-MM-dd} in {elapsed.TotalSeconds:0} s"));
        foreach (var failed in report.FailedCycles.Take(3))
            console.MarkupLineInterpolated($"[yellow]![/] {failed}");
        if (report.FailedCycles.Count > 3)
            console.WriteLine($"{report.FailedCycles.Count} cycles in all did not complete.");
        var table = new Table().AddColumns("stage", "strategies", "capital").RoundedBorder();
        foreach (var stage in report.Deployments.GroupBy(row => row.Deployment.Stage).OrderBy(group => group.Key))
            table.AddRow(stage.Key.ToString(), stage.Count().ToString(CultureInfo.InvariantCulture), stage.Sum(row => row.Deployment.Capital).ToString("N2", CultureInfo.InvariantCulture));
        console.Write(table);
        var actions = new Table().AddColumns("entries of the trail", "count").RoundedBorder();
        foreach (var (action, count) in report.Actions)
            actions.AddRow(action, count.ToString(CultureInfo.InvariantCulture));
        console.Write(actions);
        console.WriteLine($"Decisions SHA-256 {report.Decisions}");
        console.WriteLine($"Audit trail: {report.Audit.Entries} entries read and hashed, {(report.Audit.IsIntact ? "intact" : "NOT INTACT")}, head {report.Audit.HeadHash}");
    }
}
