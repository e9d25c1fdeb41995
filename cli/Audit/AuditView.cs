using System.Globalization;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Bundles;
using Serverless.Core.Audit.Notes;
using Serverless.Infra.Audit.Redactions;
using Spectre.Console;

namespace Serverless.Cli.Audit;

/// <summary>Prints verdicts, and turns them into exit codes.</summary>
internal static class AuditView
{
    public static int Show(BundleVerification verdict, bool json)
    {
        if (json)
        {
            Console.WriteLine(CommandJson.Serialize(new
            {
                verdict.IsTrusted,
                verdict.Checkpoint?.Origin,
                verdict.Checkpoint?.Size,
                Root = RootOf(verdict.Checkpoint),
                verdict.First,
                verdict.Entries,
                verdict.Older,
                verdict.Contents,
                verdict.SignedBy,
                verdict.Redactions,
                verdict.Absent,
                verdict.Findings,
            }));
        }
        else
        {
            var console = Consoles.Output;
            Write(console, verdict.Findings);
            if (verdict.Checkpoint is { } checkpoint)
            {
                Write(console, "checkpoint", checkpoint);
                console.MarkupLineInterpolated($"signed by {string.Join(", ", verdict.SignedBy)}");
                var last = verdict.First + verdict.Entries - 1;
                console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{verdict.Entries} entries ({verdict.First} to {last}), {verdict.Older} older checkpoints, {verdict.Contents} contents");
            }

            Write(console, "gone", verdict.Redactions.Select(redaction => redaction.ToString()));
            Write(console, "left out", verdict.Absent);
            console.MarkupLine(verdict.IsTrusted ? "[green]trusted[/]: every byte is what was signed" : $"[red]not to be trusted[/]: {verdict.Findings.Count} findings");
        }

        return verdict.IsTrusted ? ExitCode.Success : ExitCode.VerificationFailed;
    }

    public static int Show(TrailVerification verdict, bool isSignatureChecked, bool json, ContentReport? content = null)
    {
        if (json)
        {
            Console.WriteLine(CommandJson.Serialize(new
            {
                verdict.IsIntact,
                verdict.Entries.Entries,
                verdict.Entries.HeadHash,
                verdict.Entries.Setbacks,
                verdict.Checkpoints,
                verdict.Retired,
                verdict.Newest?.Size,
                Root = RootOf(verdict.Newest),
                WitnessedSize = verdict.Witnessed?.Size,
                SignaturesChecked = isSignatureChecked,
                ContentKept = content?.Kept,
                ContentDropped = content?.Dropped,
                content?.Redacted,
                verdict.Findings,
            }));
        }
        else
        {
            var console = Consoles.Output;
            Write(console, verdict.Findings);
            var word = verdict.IsIntact ? "[green]intact[/]" : $"[red]{verdict.Findings.Count} findings[/]";
            console.MarkupLine(string.Create(CultureInfo.InvariantCulture, $"{verdict.Entries.Entries} entries read and hashed, {verdict.Checkpoints} checkpoints: {word}"));
            console.MarkupLineInterpolated($"head {verdict.Entries.HeadHash}");
            if (verdict.Entries.Setbacks > 0)
                console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{verdict.Entries.Setbacks} entries claim an earlier time than the one before; their order is that of their indices");
            if (verdict.Newest is { } newest)
                Write(console, isSignatureChecked ? "signed" : "stated", newest);
            if (verdict.Witnessed is { } witnessed)
                Write(console, isSignatureChecked ? "witnessed" : "stated by the witness", witnessed);
            if (!isSignatureChecked)
                console.WriteLine("Signatures were not examined: give --keys with the keys to trust.");
            if (content is not null)
            {
                Write(console, "gone", content.Redacted.Select(redaction => redaction.ToString()));
                console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"content of {content.Kept} entries is there, of {content.Redacted.Count} redacted, of {content.Dropped} dropped by age");
            }

            if (verdict.Witnessed is null)
                console.WriteLine("Entries cut off at the end show only against a head or checkpoint that was kept elsewhere: compare it with an earlier one.");
        }

        return verdict.IsIntact ? ExitCode.Success : ExitCode.VerificationFailed;
    }

    private static void Write(IAnsiConsole console, IEnumerable<AuditFinding> findings)
    {
        foreach (var finding in findings)
            console.MarkupLineInterpolated($"[red]{finding.Code}[/] at {finding.Where}: {finding.Message}");
    }

    private static void Write(IAnsiConsole console, string word, IEnumerable<string> contents)
    {
        foreach (var one in contents)
            console.MarkupLineInterpolated($"[yellow]{word}[/]: {AuditExplanation.Visible(one)}");
    }

    private static void Write(IAnsiConsole console, string word, Checkpoint checkpoint) => console.MarkupLineInterpolated(
        CultureInfo.InvariantCulture, $"{word}: {checkpoint.Size} entries of {checkpoint.Origin}, root {RootOf(checkpoint)}");

    private static string? RootOf(Checkpoint? checkpoint) => checkpoint is null ? null : Convert.ToBase64String(checkpoint.Root.Span);
}
