using System.CommandLine;
using System.Globalization;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Bundles;
using Serverless.Core.Audit.Notes;

namespace Serverless.Cli.Audit;

/// <summary><c>audit explain</c>: entries in words.</summary>
internal static class AuditExplainCommand
{
    public static Command Create()
    {
        var entry = new Argument<string>("entry") { Description = "Index of an entry or id of its event in storage, or a bundle: folder or zip archive." };
        var (trail, keys) = (new TrailOptions(), new KeyringOption());
        var command = new Command("explain", "Say in words what an entry, or each entry of a bundle, records.") { entry };
        trail.AddTo(command);
        keys.AddTo(command);
        command.SetAction((parsed, cancellation) => AuditErrors.GuardAsync(async () =>
        {
            var name = parsed.GetValue(entry)!;
            if (Directory.Exists(name) || File.Exists(name))
                return ExplainBundle(name, await keys.RequireAsync(parsed, cancellation), trail.OriginGiven(parsed));
            await using var open = await trail.OpenAsync(parsed, cancellation);
            var index = await open.ResolveAsync(name, cancellation);
            var read = await open.Reader.ReadAsync(index, cancellation)
                ?? throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"Log '{open.Origin}' has no entry {index}."));
            Console.Write(AuditExplanation.Of(read, await open.Reader.FindRedactionAsync(read.Event, cancellation)));
            Console.WriteLine(await open.Reader.NewestAsync(index + 1, cancellation) is { } note
                ? string.Create(CultureInfo.InvariantCulture, $"  Covered by the checkpoint of size {Checkpoint.Parse(note.Text).Size}; 'audit prove {index}' proves it.")
                : "  Not signed yet.");
            return ExitCode.Success;
        }));
        return command;
    }

    // Words about what is not to be trusted would only mislead.
    private static int ExplainBundle(string path, AuditKeyring keyring, string? origin) => BundlePath.Read(path, bundle =>
    {
        var verdict = BundleVerifier.Verify(bundle, keyring, origin);
        if (!verdict.IsTrusted || !bundle.Names.Contains(BundleFile.Entries))
            return AuditView.Show(verdict, json: false);
        using var file = bundle.Open(BundleFile.Entries);
        foreach (var line in LineReader.Read(file, AuditEntryCodec.MaxLength))
        {
            var entry = AuditEntryCodec.Decode(line.Span);
            Console.WriteLine(AuditExplanation.Of(entry, verdict.Redactions.FirstOrDefault(redaction => redaction.Covers(entry.Event))));
        }

        return ExitCode.Success;
    });
}
