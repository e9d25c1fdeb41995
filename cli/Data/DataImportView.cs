using System.Globalization;
using Serverless.Core.MarketData;
using Spectre.Console;

namespace Serverless.Cli.Data;

/// <summary>Progress of an import on stderr, its result on stdout.</summary>
internal sealed class DataImportView(bool json)
{
    /// <summary>Shows what is being done while it is done.</summary>
    public static async Task<T> FollowAsync<T>(Func<Action<string>, Task<T>> work) => Consoles.Error.Profile.Capabilities.Interactive
        ? await Consoles.Error.Status().StartAsync("begin", context => work(text => context.Status(Markup.Escape(text))))
        : await work(_ => { });

    public void Report(IReadOnlyList<ImportOutcome> outcomes, TimeSpan elapsed, bool isDryRun)
    {
        if (json)
        {
            Console.WriteLine(CommandJson.Serialize(new { Seconds = Math.Round(elapsed.TotalSeconds, 3), IsDryRun = isDryRun, Imports = outcomes }));
            return;
        }

        Consoles.Output.Write(Table(outcomes));
        Consoles.Output.WriteLine(Summary(outcomes, elapsed, isDryRun));
    }

    private static Table Table(IReadOnlyList<ImportOutcome> outcomes)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in new[] { "file", "data", "rows", "kept", "repaired", "left out", "verdict", "findings" })
            table.AddColumn(new TableColumn(heading) { Alignment = heading is "rows" or "kept" or "repaired" or "left out" ? Justify.Right : Justify.Left });
        foreach (var outcome in outcomes)
        {
            table.AddRow(
                Markup.Escape(outcome.File),
                Markup.Escape(Data(outcome)),
                Number(outcome.Rows),
                Number(outcome.Kept),
                Number(outcome.Repaired),
                Number(outcome.Quarantined),
                Verdict(outcome),
                Markup.Escape(outcome.Reason ?? Findings(outcome.Defects)));
        }

        return table;
    }

    private static string Data(ImportOutcome outcome) => outcome switch
    {
        { Stored: { } stored } => $"{stored.Dataset.Name}{(outcome.IsNew ? string.Empty : " (unchanged)")}",
        { Import.Series: { } series } => $"{series.Symbol} {series.Timeframe}",
        { Import.Observations: { } figures } => figures.Symbol,
        _ => outcome.Symbol,
    };

    private static string Verdict(ImportOutcome outcome) => outcome.Verdict switch
    {
        ImportVerdict.Accepted => "[green]accepted[/]",
        ImportVerdict.Repaired => "[yellow]repaired[/]",
        ImportVerdict.Superseded => "[grey]superseded[/]",
        _ => "[red]refused[/]",
    };

    private static string Findings(IReadOnlyList<DefectCount> defects) => string.Join(", ", defects
        .GroupBy(defect => defect.Defect)
        .Select(group => $"{Number(group.Sum(defect => defect.Count))} {group.Key}"));

    private static string Summary(IReadOnlyList<ImportOutcome> outcomes, TimeSpan elapsed, bool isDryRun)
    {
        var verdicts = outcomes.CountBy(outcome => outcome.Verdict).ToDictionary();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{outcomes.Select(outcome => outcome.File).Distinct().Count()} files in {elapsed.TotalSeconds:0.0} s: {Count(ImportVerdict.Accepted)} series accepted as they are, "
            + $"{Count(ImportVerdict.Repaired)} with rows repaired or left out, {Count(ImportVerdict.Superseded)} superseded, {Count(ImportVerdict.Refused)} refused"
            + $"{(isDryRun ? "; nothing was stored" : string.Empty)}.");

        int Count(ImportVerdict verdict) => verdicts.GetValueOrDefault(verdict);
    }

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
