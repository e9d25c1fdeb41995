using System.CommandLine;
using Azure;
using Serverless.Cli.Storage;
using Serverless.Infra.Keys;

namespace Serverless.Cli.Keys;

/// <summary><c>keys content</c>: the keys that seal parameters of strategies.</summary>
internal static class ContentKeysCommand
{
    public static Command Create() => new("content", "The keys under which parameters of strategies are sealed; see docs/operations.md.")
    {
        Acting("list", "Print the ids of the data keys, the oldest first; the last seals.", async (keys, _, cancellation) => string.Join('\n', (await keys.ReadAsync(cancellation)).Ids)),
        Acting("rotate", "Make another data key, which seals from now on; what is sealed stays readable.", async (keys, _, cancellation) =>
            $"{await keys.RotateAsync(cancellation)} seals from the next start of each host on."),
        Acting("renew", "Make another key in the folder, and wrap the data keys by it; in Key Vault, make another version there first.", async (keys, key, cancellation) =>
        {
            var made = key is KeyEncryptionFolder folder ? $"{await folder.CreateAsync(cancellation)} wraps from now on. " : "";
            return $"{made}{await keys.RewrapAsync(cancellation)} data keys were wrapped anew; an older key is needed no more.";
        }),
    };

    private static Command Acting(string name, string description, Func<DataKeyStore, IKeyEncryptionKey, CancellationToken, Task<string>> act)
    {
        var storage = new StorageOptions();
        var command = new Command(name, description);
        storage.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                var key = storage.RequireContentKeys(parsed);
                await using var open = await storage.OpenAsync(parsed, cancellation);
                Console.WriteLine(await act(open.KeysUnder(key), key, cancellation));
                return ExitCode.Success;
            }
            catch (Exception error) when (error is InvalidOperationException or RequestFailedException or IOException or UnauthorizedAccessException)
            {
                throw new CommandException(error.Message, ExitCode.Failure, error);
            }
        });
        return command;
    }
}
