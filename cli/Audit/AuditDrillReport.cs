using System.Globalization;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Notes;

namespace Serverless.Cli.Audit;

/// <summary>What a drill found.</summary>
/// <param name="Covered">The checkpoint that the backup holds.</param>
/// <param name="Lost">Entries of the trail that no checkpoint covered, so that the backup has not got them.</param>
/// <param name="Window">Time, by the clocks of those who acted, from the last entry in the backup to the last of the trail: the recovery point.</param>
/// <param name="Backup">What the backup took.</param>
/// <param name="Restore">What it took from there until trail, content and tables were there and verified: the recovery time.</param>
/// <param name="Verdict">The verdict on the restored trail.</param>
/// <param name="Contents">Number of blobs of runs that were copied.</param>
/// <param name="Missing">Ids of events whose content could not be restored.</param>
internal sealed record AuditDrillReport(
    Checkpoint Covered, long Lost, TimeSpan Window, TimeSpan Backup, TimeSpan Restore, TrailVerification Verdict, int Contents, IReadOnlyList<string> Missing)
{
    public IEnumerable<(string What, string Figure)> Lines()
    {
        var root = Verdict.Newest is { } newest ? Convert.ToBase64String(newest.Root.Span) : "none";
        yield return ("root of the backup", Convert.ToBase64String(Covered.Root.Span));
        yield return ("root of the restored trail", Verdict.IsIntact ? root : $"{root}, with {Verdict.Findings.Count} findings");
        yield return ("entries, blobs of runs", string.Create(CultureInfo.InvariantCulture, $"{Verdict.Entries.Entries}, {Contents}"));
        yield return ("recovery point: entries not in the backup", string.Create(CultureInfo.InvariantCulture, $"{Lost}, of {Window.TotalSeconds:0.0} s"));
        yield return ("backup took", Seconds(Backup));
        yield return ("recovery time: restored, verified, rebuilt in", Seconds(Restore));
        foreach (var id in Missing)
            yield return ("content is missing of event", id);
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
}
