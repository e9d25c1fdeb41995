using System.Globalization;
using Serverless.Core.Metrics;
using Serverless.Core.Optimization.Trials;
using Serverless.Core.Validation.Overfitting;
using Spectre.Console;

namespace Serverless.Cli.Optimize;

/// <summary>The result of <c>optimize</c> on a terminal: the best sets, and what the best did on unseen bars.</summary>
internal static class OptimizeTables
{
    private const int Shown = 10;

    public static void Write(IAnsiConsole console, OptimizationResult result)
    {
        var log = result.ToLog();
        if (log.Best is null)
        {
            var reasons = string.Join("; ", result.Trials.Select(trial => trial.Reason).OfType<string>().Distinct().Take(3));
            console.WriteLine($"None of {result.Trials.Count} trials has an objective on all of the data: {reasons}");
            return;
        }

        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in (string[])["trial", "parameters", "objective", "Sharpe", "growth", "drawdown", "trades"])
            table.AddColumn(new TableColumn(heading) { Alignment = heading == "parameters" ? Justify.Left : Justify.Right, NoWrap = heading != "parameters" });
        foreach (var trial in log.Top(Shown))
            table.AddRow(Row($"{trial.Proposal.Number}", trial));
        if (result.OutOfSample is { } unseen)
            table.AddRow(Row("unseen", unseen));
        console.Write(table);
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Trials.Count} trials of {result.Multiplicity.ParameterSets} parameter sets; the best of so many is lucky too: with a probability of {Figure(DeflatedSharpe.Of(result)?.Probability, "P1")} its Sharpe ratio is above what luck would have found (the deflated Sharpe ratio)."));
    }

    private static string[] Row(string name, Trial trial) =>
    [
        name,
        Markup.Escape(string.Join(" ", trial.Proposal.Parameters.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value}")))),
        Figure(trial.Objective, "0.0000"),
        .. Figures(trial.Metrics),
    ];

    private static string[] Figures(PerformanceMetrics? metrics) =>
        [Figure(metrics?.Sharpe, "0.00"), Figure(metrics?.Cagr, "P1"), Figure(metrics?.MaxDrawdown, "P1"), Figure(metrics?.Trades, "0")];

    private static string Figure(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
