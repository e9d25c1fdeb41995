using System.CommandLine;
using System.Globalization;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Bundles;
using Serverless.Core.Audit.Notes;

namespace Serverless.Cli.Audit;

/// <summary><c>audit export</c>: all of the trail as one bundle, which is also its backup.</summary>
internal static class AuditExportCommand
{
    public static Command Create()
    {
        var output = new Option<string>("--out") { Description = "New folder, or new zip archive, for the bundle.", Required = true };
        var csv = new Option<string?>("--csv") { Description = "New file for the entries as CSV, to be read in a spreadsheet." };
        var (trail, keys) = (new TrailOptions(), new KeyringOption());
        var command = new Command("export", "Write all signed entries and checkpoints as one bundle, which 'audit verify' checks and 'audit restore' puts back. With --keys, older checkpoints whose key was revoked are left out.") { output, csv };
        trail.AddTo(command);
        keys.AddTo(command);
        command.SetAction((parsed, cancellation) => AuditErrors.GuardAsync(async () =>
        {
            await using var open = await trail.OpenAsync(parsed, cancellation);
            var note = await open.Reader.NewestAsync(size: 1, cancellation) ?? throw new CommandException("Nothing of this audit trail was signed yet.");
            var (size, path) = (Checkpoint.Parse(note.Text).Size, parsed.GetValue(output)!);
            var older = await WriteAsync(open, note, path, await keys.ReadAsync(parsed, cancellation), cancellation);
            if (parsed.GetValue(csv) is { } file)
                await WriteCsvAsync(open, size, file, cancellation);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {size} entries and {older + 1} checkpoints"));
            return ExitCode.Success;
        }));
        return command;
    }

    /// <summary>Writes all that a checkpoint covers, and the older checkpoints, or those of them that are trusted; answers with their number.</summary>
    public static async Task<int> WriteAsync(OpenTrail open, SignedNote note, string path, AuditKeyring? keyring, CancellationToken cancellation)
    {
        var (size, checkpoints) = (Checkpoint.Parse(note.Text).Size, open.Trail.Checkpoints);
        async ValueTask<bool> IsWantedAsync(long other, CancellationToken stop) => keyring is null
            || (await checkpoints.ReadAsync(other, stop) is { } older && CheckpointVerifier.Verify(older.Span, open.Origin, keyring).IsTrusted);
        var older = await checkpoints.ListAsync(cancellation).Where(other => other < size).Where(IsWantedAsync).ToListAsync(cancellation);
        await BundlePath.WriteAsync(path, target => open.Reader.WriteAsync(target, note, new BundleRequest(0, size, older, Explained: false), cancellation));
        return older.Count;
    }

    private static async Task WriteCsvAsync(OpenTrail open, long size, string path, CancellationToken cancellation)
    {
        await using var file = new StreamWriter(new FileStream(path, FileMode.CreateNew)) { NewLine = "\r\n" };
        await file.WriteLineAsync(AuditCsv.Header);
        await foreach (var stored in open.Trail.Entries.ReadRowAsync(0, size, cancellation))
            await file.WriteLineAsync(AuditCsv.Of(AuditEntryCodec.Decode(stored.Bytes.Span)));
    }
}
