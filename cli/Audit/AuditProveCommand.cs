using System.CommandLine;
using System.Globalization;
using Serverless.Core.Audit.Bundles;
using Serverless.Core.Audit.Notes;

namespace Serverless.Cli.Audit;

/// <summary><c>audit prove</c>: a decision, or several in a row, with everything that proves it.</summary>
internal static class AuditProveCommand
{
    public static Command Create()
    {
        var entry = new Argument<string>("entry") { Description = "Index of the entry, or id of its event." };
        var output = new Option<string>("--out") { Description = "New folder, or new zip archive, for the bundle.", Required = true };
        var count = new Option<long>("--count") { Description = "Number of entries in a row.", DefaultValueFactory = _ => 1 };
        var since = new Option<long?>("--since") { Description = "Size of an older checkpoint: proves too that nothing before it has changed since." };
        var trail = new TrailOptions();
        var command = new Command("prove", "Write a bundle that proves a decision offline: entry, proofs, signed checkpoint, content, explanation.") { entry, output, count, since };
        trail.AddTo(command);
        command.SetAction((parsed, cancellation) => AuditErrors.GuardAsync(async () =>
        {
            await using var open = await trail.OpenAsync(parsed, cancellation);
            var (first, entries, path) = (await open.ResolveAsync(parsed.GetValue(entry)!, cancellation), parsed.GetValue(count), parsed.GetValue(output)!);
            if (entries < 1)
                throw new CommandException("--count is at least 1.", ExitCode.Usage);
            var note = await open.Reader.NewestAsync(first + entries, cancellation)
                ?? throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"No checkpoint covers entries {first} to {first + entries - 1}: they are not there, or not signed yet."));
            IReadOnlyList<long> older = parsed.GetValue(since) is { } size ? [size] : [];
            await BundlePath.WriteAsync(path, target => open.Reader.WriteAsync(target, note, new BundleRequest(first, entries, older, Explained: true), cancellation));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{path}: entries {first} to {first + entries - 1}, proven by the checkpoint of size {Checkpoint.Parse(note.Text).Size}. Verify it anywhere: audit verify {path} --keys <file>"));
            return ExitCode.Success;
        }));
        return command;
    }
}
