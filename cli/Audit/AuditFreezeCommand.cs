using System.CommandLine;
using System.Globalization;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Notes;
using Serverless.Infra.Audit;

namespace Serverless.Cli.Audit;

/// <summary><c>audit freeze</c>: ends a log, and begins the one that continues it.</summary>
internal static class AuditFreezeCommand
{
    public static Command Create()
    {
        var next = new Option<string>("--next") { Description = "Shard that continues it, for instance 2027; then the setting Audit:Shard of the host.", Required = true };
        var reason = new Option<string>("--reason") { Description = "Why, for the trail.", Required = true };
        var (keys, trail) = (new NoteKeysOption(), new TrailOptions(withTables: true));
        var command = new Command("freeze", "End the log with a last entry and a last checkpoint, and begin the next shard with what it ended in. Stop the host before.") { next, reason };
        keys.AddTo(command);
        trail.AddTo(command);
        command.SetAction((parsed, cancellation) => AuditErrors.GuardAsync(async () =>
        {
            await using var open = await trail.OpenAsync(parsed, cancellation);
            var signing = keys.Open(parsed, open.Blobs);
            var (following, why) = (open.OfShard(parsed.GetValue(next)!), Announcement.Of(LogFreeze.FrozenAction, parsed.GetValue(reason)!));
            using var log = open.OpenLog();
            await log.AppendAsync(LogFreeze.Frozen(why, following.Origin), cancellation);
            var note = (await new TrailSealer(open.Trail, signing, witnessKeys: null, open.Origin).SealAsync(cancellation))!;

            await following.Trail.CreateAsync(cancellation);
            using var continued = following.OpenLog();
            await continued.AppendAsync(LogFreeze.Continued(why, note), cancellation);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{open.Origin} is frozen with {Checkpoint.Parse(note.Text).Size} entries; {following.Origin} continues it. Set Audit:Shard of the host, with a key folder of its own."));
            return ExitCode.Success;
        }));
        return command;
    }
}
