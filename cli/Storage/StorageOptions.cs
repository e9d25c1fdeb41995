using System.CommandLine;
using Serverless.Infra.Keys;

namespace Serverless.Cli.Storage;

/// <summary>The options by which a command is told its storage account.</summary>
internal sealed class StorageOptions
{
    private readonly Option<string?> storage = new("--storage")
    {
        Description = "Connection string of the storage account; default: the setting AzureWebJobsStorage, else an Azurite on its usual ports.",
    };

    private readonly Option<string?> folder = new("--folder")
    {
        Description = "Keep storage in this folder of this machine instead: Azurite runs on it for the length of the command. The folder of a replay is read as it is.",
    };

    private readonly ContentKeysOption contentKeys = new();

    public void AddTo(Command command)
    {
        command.Add(storage);
        command.Add(folder);
        contentKeys.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(storage) is not null && result.GetValue(folder) is not null)
                result.AddError("Give --storage or --folder, not both.");
        });
    }

    /// <summary>Reaches the storage account, or starts the one of the folder.</summary>
    public async Task<OpenStorage> OpenAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var key = contentKeys.Read(parsed);
        var open = parsed.GetValue(folder) is { } path
            ? await OpenStorage.StartAsync(path, cancellation)
            : await OpenStorage.ConnectAsync(
                parsed.GetValue(storage) ?? Environment.GetEnvironmentVariable("AzureWebJobsStorage") ?? "UseDevelopmentStorage=true", cancellation);
        return open.With(key);
    }

    /// <summary>The key under which content is sealed.</summary>
    /// <exception cref="CommandException">None is given.</exception>
    public IKeyEncryptionKey RequireContentKeys(ParseResult parsed) => contentKeys.Read(parsed)
        ?? throw new CommandException("Give --content-keys: the folder, or the address in Key Vault, of the key under which content is sealed.", ExitCode.Usage);

    /// <summary>Reaches the account of this connection string.</summary>
    public async Task<OpenStorage> ConnectAsync(ParseResult parsed, string connectionString, CancellationToken cancellation)
    {
        var key = contentKeys.Read(parsed);
        return (await OpenStorage.ConnectAsync(connectionString, cancellation)).With(key);
    }
}
