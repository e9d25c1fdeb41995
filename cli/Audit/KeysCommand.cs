using System.CommandLine;
using System.Reflection;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Notes;
using Serverless.Infra.Audit;
using Serverless.Infra.Audit.Keys;

namespace Serverless.Cli.Audit;

/// <summary><c>keys list</c> and <c>keys rotate</c>: the keys that sign the audit log.</summary>
internal static class KeysCommand
{
    public static Command Create() => new("keys", "The keys that sign the audit log.") { List(), Rotate() };

    private static Command List()
    {
        var folder = FolderOption();
        var command = new Command("list", "Print the keys to trust: role, from and until which size, name, id and public key.") { folder };
        command.SetAction((parsed, cancellation) => AuditErrors.GuardAsync(async () =>
        {
            var keyring = await Open(parsed.GetValue(folder)!).ReadKeyringAsync(cancellation);
            Console.Write(keyring.ToString());
            return ExitCode.Success;
        }));
        return command;
    }

    private static Command Rotate()
    {
        var folder = FolderOption();
        var reason = new Option<string>("--reason") { Description = "Why, for the trail.", Required = true };
        var lost = new Option<bool>("--lost") { Description = "The old key is lost and cannot sign the change." };
        var revokeAfter = new Option<long?>("--revoke-after") { Description = "The old key is compromised: of what it signed, only checkpoints up to this size count." };
        var trail = new TrailOptions();
        var command = new Command("rotate", "Let a new key sign the log from now on; the trail records it under both signatures.") { folder, reason, lost, revokeAfter };
        trail.AddTo(command);
        command.SetAction((parsed, cancellation) => AuditErrors.GuardAsync(async () =>
        {
            var keys = Open(parsed.GetValue(folder)!);
            await using var open = await trail.OpenAsync(parsed, cancellation);
            using var log = open.OpenLog();
            var keyring = await new TrailSealer(open.Trail, keys, witnessKeys: null, open.Origin)
                .RotateAsync(log, Announcement(parsed.GetValue(reason)!), parsed.GetValue(lost), parsed.GetValue(revokeAfter), cancellation);
            await Console.Error.WriteLineAsync("Hand this list to everybody who verifies:");
            Console.Write(keyring.ToString());
            return ExitCode.Success;
        }));
        return command;
    }

    private static Option<string> FolderOption() => new("--key-folder") { Description = "The folder of the keys, as the setting Audit:KeyFolder names it.", Required = true };

    private static KeyFolder Open(string folder) => Directory.Exists(folder)
        ? new KeyFolder(folder, TimeProvider.System)
        : throw new CommandException($"'{folder}' does not exist: give the folder of the keys.", ExitCode.Usage);

    private static AuditEvent Announcement(string reason) => new()
    {
        EventId = KeyRotation.Action,
        OccurredAt = TimeProvider.System.GetUtcNow(),
        Actor = new AuditActor(Environment.UserName),
        Action = KeyRotation.Action,
        Subject = KeyRotation.Action,
        Reason = reason,
        CodeVersion = typeof(KeysCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
        CorrelationId = KeyRotation.Action,
    };
}
