using Microsoft.DurableTask.Embedded.Fsck;
using Spectre.Console;

namespace Serverless.Cli.Durable;

/// <summary>The findings as lines.</summary>
internal static class DurableFsckView
{
    private const int MostShown = 20;

    public static void Write(IAnsiConsole console, JournalReport report, string? salvage, JournalReport? saved)
    {
        foreach (var segment in report.Scan.Segments)
            console.MarkupLineInterpolated($"{segment.File}: {segment.Bytes} bytes, {segment.Records} records");
        console.MarkupLineInterpolated($"{Contents(report)}");
        if (report.Scan.TornTail is { } tail)
            console.MarkupLineInterpolated($"[yellow]torn tail[/] {tail.File}, offset {tail.Offset}: {tail.Bytes} bytes were written but never acknowledged; the engine cuts them off");
        if (report.Scan.Damage is { } damage)
            console.MarkupLineInterpolated($"[red]damaged[/] {damage.File}, offset {damage.Offset}: {damage.Reason}; {damage.Bytes} bytes of this file and all later files are not read");
        Write(console, "lost", [.. report.Lost.Select(id => $"{id}: its beginning lay in cleaned segments, its checkpoint behind the damage")]);
        Write(console, "fault", [.. report.Faults.Select(fault => $"{fault.InstanceId}: {fault.Reason}")]);
        if (saved is not null)
            console.MarkupLineInterpolated($"saved to {salvage}: {Contents(saved)}");
        else if (!report.IsIntact)
            console.MarkupLineInterpolated($"--salvage <new folder> writes a journal with these {report.Records} records.");
        else
            console.MarkupLine("[green]intact[/]");
    }

    private static string Contents(JournalReport report)
        => $"{report.Records} records, {report.Orchestrations.Values.Sum()} orchestrations"
            + $"{string.Concat(report.Orchestrations.Select(pair => $", {pair.Value} {pair.Key}"))}; {report.Entities} entities";

    private static void Write(IAnsiConsole console, string word, IReadOnlyList<string> findings)
    {
        foreach (var finding in findings.Take(MostShown))
            console.MarkupLineInterpolated($"[red]{word}[/] {finding}");
        if (findings.Count > MostShown)
            console.MarkupLineInterpolated($"and {findings.Count - MostShown} more; --json lists all.");
    }
}
