using Microsoft.DurableTask.Embedded.Fsck;

namespace Serverless.Cli.Durable;

/// <summary>The findings as a document.</summary>
internal static class DurableFsckJson
{
    public static object Of(string folder, JournalReport report, string? salvage, JournalReport? saved) => new
    {
        folder,
        report.IsIntact,
        report.Records,
        report.Scan.Segments,
        report.Orchestrations,
        report.Entities,
        report.Scan.Damage,
        report.Scan.TornTail,
        report.Lost,
        report.Faults,
        Salvage = saved is null ? null : new { Folder = salvage, saved.IsIntact, saved.Records, saved.Orchestrations, saved.Entities },
    };
}
