using System.CommandLine;
using Serverless.Cli.Audit;
using Serverless.Cli.Storage;
using Serverless.Infra.Audit;
using Serverless.Infra.Keys;

namespace Serverless.Cli.Keys;

/// <summary><c>keys content</c>: the keys that seal parameters of strategies. What changes them is recorded before it is done, where the account holds the trail.</summary>
internal static class ContentKeysCommand
{
    public static Command Create() => new("content", "The keys under which parameters of strategies are sealed; see docs/operations.md.")
    {
        List(),
        Changing("rotate", "content-key.rotated", "Make another data key, which seals from now on; what is sealed stays readable.", async (keys, _, cancellation) =>
            $"{await keys.RotateAsync(cancellation)} seals from the next start of each host on."),
        Changing("renew", "content-key.rewrapped", "Make another key in the folder, and wrap the data keys by it; in Key Vault, make another version there first.", async (keys, key, cancellation) =>
        {
            var made = key is KeyEncryptionFolder folder ? $"{await folder.CreateAsync(cancellation)} wraps from now on. " : "";
            return $"{made}{await keys.RewrapAsync(cancellation)} data keys were wrapped anew; an older key is needed no more.";
        }),
    };

    private static Command List()
    {
        var storage = new StorageOptions();
        var command = new Command("list", "Print the ids of the data keys, the oldest first; the last seals.");
        storage.AddTo(command);
        command.SetAction((parsed, cancellation) => AuditErrors.GuardAsync(async () =>
        {
            var key = storage.RequireContentKeys(parsed);
            await using var open = await storage.OpenAsync(parsed, cancellation);
            Console.WriteLine(string.Join('\n', (await open.KeysUnder(key).ReadAsync(cancellation)).Ids));
            return ExitCode.Success;
        }));
        return command;
    }

    private static Command Changing(string name, string action, string description, Func<DataKeyStore, IKeyEncryptionKey, CancellationToken, Task<string>> change)
    {
        var (trail, reason) = (new TrailOptions(withTables: true), new Option<string>("--reason") { Description = "Why, for the trail.", Required = true });
        var command = new Command(name, description) { reason };
        trail.AddTo(command);
        command.SetAction((parsed, cancellation) => AuditErrors.GuardAsync(async () =>
        {
            var key = trail.RequireContentKeys(parsed);
            await using var open = await trail.OpenAsync(parsed, cancellation);
            var keys = open.KeysUnder(key);
            await RecordAsync(open, action, (await keys.ReadAsync(cancellation)).Ids[^1], parsed.GetValue(reason)!, cancellation);
            Console.WriteLine(await change(keys, key, cancellation));
            return ExitCode.Success;
        }));
        return command;
    }

    // A data key is followed by one other; it may be wrapped anew again and again.
    private static async Task RecordAsync(OpenTrail open, string action, string sealing, string reason, CancellationToken cancellation)
    {
        if (!await open.Blobs.GetBlobContainerClient(BlobAuditEntryStore.ContainerName).ExistsAsync(cancellation))
        {
            await Console.Error.WriteLineAsync("This account holds no audit trail: only the logs of the account and of the vault tell who did this.");
            return;
        }

        var entry = Announcement.Of(action, reason);
        var id = action == "content-key.rotated" ? $"{action}/{sealing}" : $"{action}/{sealing}/{entry.OccurredAt.UtcTicks}";
        using var log = open.OpenLog();
        await log.AppendAsync(entry with { EventId = id, CorrelationId = id, Subject = $"content-keys/{sealing}" }, cancellation);
    }
}
