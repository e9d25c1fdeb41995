using System.CommandLine;
using Serverless.Cli.Keys;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Notes;
using Serverless.Infra.Audit;

namespace Serverless.Cli.Audit;

/// <summary><c>keys</c>: the keys that sign the audit log, and with <c>keys content</c> those that seal parameters.</summary>
internal static class KeysCommand
{
    public static Command Create() => new("keys", "The keys that sign the audit log, and those that seal confidential content.")
    {
        List(), Create("create"), Rotate(), Revoke(), ContentKeysCommand.Create(),
    };

    private static Command List()
    {
        var keys = new NoteKeysOption();
        var command = new Command("list", "Print the keys to trust: role, from and until which size, name, id and public key.");
        keys.AddTo(command);
        command.SetAction((parsed, cancellation) => AuditErrors.GuardAsync(async () =>
        {
            Console.Write((await keys.Open(parsed, blobs: null).ReadKeyringAsync(cancellation)).ToString());
            return ExitCode.Success;
        }));
        return command;
    }

    private static Command Create(string name) => Changing(
        name, "Trust the key of a new log; an administrator does that once, where the host must not.", (sealer, _, _, cancellation) => sealer.CreateKeyAsync(cancellation));

    private static Command Rotate()
    {
        var reason = ReasonOption();
        var lost = new Option<bool>("--lost") { Description = "The old key is lost and cannot sign the change." };
        var revokeAfter = new Option<long?>("--revoke-after") { Description = "The old key is compromised: of what it signed, only checkpoints up to this size count." };
        return Changing(
            "rotate",
            "Let a new key sign the log from now on; the trail records it under both signatures.",
            (sealer, log, parsed, cancellation) => sealer.RotateAsync(
                log, Announcement.Of(KeyRotation.Action, parsed.GetValue(reason)!), parsed.GetValue(lost), parsed.GetValue(revokeAfter), cancellation),
            reason,
            lost,
            revokeAfter);
    }

    private static Command Revoke()
    {
        var key = new Argument<string>("key") { Description = "Id of a key whose time has ended, as 'keys list' prints it; the key in force is rotated with --revoke-after." };
        var after = new Option<long>("--after") { Description = "Of what it signed, only checkpoints up to this size count from now on.", Required = true };
        var reason = ReasonOption();
        var command = Changing(
            "revoke",
            "Trust a retired key less: it turned out that somebody else had it. The trail records it.",
            (sealer, log, parsed, cancellation) => sealer.RevokeAsync(
                log, Announcement.Of(KeyRevocation.Action, parsed.GetValue(reason)!), parsed.GetValue(key)!, parsed.GetValue(after), cancellation),
            after,
            reason);
        command.Add(key);
        command.Validators.Add(result =>
        {
            if (result.GetValue(after) < 0)
                result.AddError("--after is a size: 0 or more.");
        });
        return command;
    }

    private static Command Changing(
        string name, string description, Func<TrailSealer, AuditLog, ParseResult, CancellationToken, Task<AuditKeyring>> change, params Option[] options)
    {
        var (keys, trail) = (new NoteKeysOption(), new TrailOptions(withTables: true));
        var command = new Command(name, description);
        keys.AddTo(command);
        foreach (var option in options)
            command.Add(option);
        trail.AddTo(command);
        command.SetAction((parsed, cancellation) => AuditErrors.GuardAsync(async () =>
        {
            await using var open = await trail.OpenAsync(parsed, cancellation);
            using var log = open.OpenLog();
            var keyring = await change(new TrailSealer(open.Trail, keys.Open(parsed, open.Blobs), witnessKeys: null, open.Origin), log, parsed, cancellation);
            await Console.Error.WriteLineAsync("Hand this list to everybody who verifies:");
            Console.Write(keyring.ToString());
            return ExitCode.Success;
        }));
        return command;
    }

    private static Option<string> ReasonOption() => new("--reason") { Description = "Why, for the trail.", Required = true };
}
