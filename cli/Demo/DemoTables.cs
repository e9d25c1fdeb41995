using System.Globalization;
using System.Text.Json;
using Serverless.Cli.Api;
using Serverless.Core.Scoring.Evidence;
using Spectre.Console;

namespace Serverless.Cli.Demo;

/// <summary>The demo's result as tables for people.</summary>
internal static class DemoTables
{
    private const int RowsShown = 20;

    public static void Write(IAnsiConsole console, DemoReport report)
    {
        if (report.Scorecard is { } bytes)
        {
            using var scorecard = JsonDocument.Parse(bytes);
            WriteScorecard(console, scorecard.RootElement.GetProperty("rows"), report.Evidence);
        }

        WriteMarket(console, report.Regimes);
        foreach (var regime in report.Regimes.Symbols)
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[bold]Regime[/]    {regime.Symbol}: {regime.Regime}, realised volatility {regime.RealisedVolatility:P1} a year, as of {regime.AsOf:yyyy-MM-dd HH:mm}Z");
        var status = report.Status;
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[bold]Cycle[/]     {status.CycleId}: {status.Status} in {report.Elapsed.TotalSeconds:0.0} s; {status.Strategies.Done} strategies, {status.Windows.Done} windows");
        if (status.Message is { } message)
            console.MarkupLineInterpolated($"[bold red]Failure[/]   {message}");
        if (status.ScorecardSha256 is { } hash)
            console.MarkupLineInterpolated($"[bold]Scorecard[/] SHA-256 {hash}");
        if (status.Audit is { } audit)
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[bold]Audit[/]     head {audit.Index} {audit.Hash}");
        WriteSeal(console, report.Seal);
        console.MarkupLineInterpolated($"[bold]Host[/]      {report.Address}");
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[bold]Verify[/]    dotnet run --project cli -- audit verify --blob-port {report.BlobPort} --keys {report.KeyringFile}");
    }

    private static void WriteSeal(IAnsiConsole console, AuditStatus seal)
    {
        if (seal.Root is { } root)
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[bold]Signed[/]    {seal.Size} entries, root {root}, by {string.Join(", ", seal.SignedBy)}");
        if (seal.Failure is { } failure)
            console.MarkupLineInterpolated($"[yellow]Unsigned[/]  {failure}");
    }

    private static void WriteMarket(IAnsiConsole console, RegimesStatus regimes)
    {
        var held = ((string[])["equity", "volatility", "crypto", "macro"]).Select(dimension => $"{dimension} {regimes.ValueOf(dimension) ?? "unknown"}");
        console.MarkupLineInterpolated($"[bold]Markets[/]   {string.Join(", ", held)}");
        foreach (var warning in regimes.Warnings)
            console.MarkupLineInterpolated($"[yellow]Warning[/]   {warning}");
    }

    private static void WriteScorecard(IAnsiConsole console, JsonElement rows, CycleEvidence? evidence)
    {
        var judged = evidence?.Strategies.ToDictionary(strategy => strategy.StrategyId) ?? [];
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(new TableColumn("#").RightAligned());
        table.AddColumn("strategy");
        foreach (var heading in new[] { "score", "90 %", "Sharpe", "CAGR", "max DD", "vol", "trades", "DSR", "adj. p" })
            table.AddColumn(new TableColumn(heading).RightAligned());
        var ranked = rows.EnumerateArray().Where(row => row.GetProperty("rank").ValueKind == JsonValueKind.Number).ToList();
        foreach (var row in ranked.Take(RowsShown))
        {
            var verdict = judged.GetValueOrDefault(row.GetProperty("strategyId").GetString()!);
            table.AddRow(
                Number(row, "rank", "0"),
                row.GetProperty("strategyId").GetString()!,
                Number(row, "score", "0.0"),
                verdict is null ? "–" : string.Create(CultureInfo.InvariantCulture, $"{verdict.Score.Low:0}…{verdict.Score.High:0}"),
                Number(row, "sharpe", "0.00"),
                Number(row, "cagr", "P1"),
                Number(row, "maxDrawdown", "P1"),
                Number(row, "volatility", "P1"),
                Number(row, "trades", "0"),
                Figure(verdict?.DeflatedSharpe, "0.00"),
                Figure(verdict?.AdjustedP, "0.00"));
        }

        console.Write(table);
        if (evidence is not null)
            WriteVerdict(console, evidence);
        if (ranked.Count > RowsShown)
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"… and {ranked.Count - RowsShown} more with a rank");
        foreach (var row in rows.EnumerateArray().Where(row => row.GetProperty("rank").ValueKind == JsonValueKind.Null))
            console.MarkupLineInterpolated($"[yellow]no rank[/]   {row.GetProperty("strategyId").GetString()!}: {row.GetProperty("reason").GetString()!}");
    }

    private static void WriteVerdict(IAnsiConsole console, CycleEvidence evidence)
    {
        var proven = evidence.Strategies.Count(strategy => strategy.IsProven);
        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"[bold]Luck?[/]     {proven} of {evidence.Strategies.Count} strategies are more than luck. The best of {evidence.Trials.Count} trials, worth {evidence.Trials.Effective:0} independent ones, shows a Sharpe ratio of {evidence.LuckySharpe:0.00} by luck.");
        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"          Superior ability p {evidence.SuperiorAbility:0.000}, probability of overfitting {evidence.Overfitting:P0}. DSR: deflated Sharpe ratio, {evidence.Gates.Confidence:0.00} is asked for; adj. p: family-wise, {evidence.Gates.FamilyWiseError:0.00}.");
    }

    private static string Figure(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";

    private static string Number(JsonElement row, string name, string format) => row.GetProperty(name) is { ValueKind: JsonValueKind.Number } value
        ? value.GetDouble().ToString(format, CultureInfo.InvariantCulture)
        : "–";
}
