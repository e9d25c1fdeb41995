using System.CommandLine;

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
        Description = "Keep storage in this folder of this machine instead: Azurite runs on it for the length of the command.",
    };

    public void AddTo(Command command)
    {
        command.Add(storage);
        command.Add(folder);
        command.Validators.Add(result =>
        {
            if (result.GetValue(storage) is not null && result.GetValue(folder) is not null)
                result.AddError("Give --storage or --folder, not both.");
        });
    }

    /// <summary>Reaches the storage account, or starts the one of the folder.</summary>
    public Task<OpenStorage> OpenAsync(ParseResult parsed, CancellationToken cancellation) => parsed.GetValue(folder) is { } path
        ? OpenStorage.StartAsync(path, cancellation)
        : OpenStorage.ConnectAsync(parsed.GetValue(storage) ?? Environment.GetEnvironmentVariable("AzureWebJobsStorage") ?? "UseDevelopmentStorage=true", cancellation);
}
