using System.CommandLine;
using Serverless.Cli.Storage;
using Serverless.Infra.Audit;
using Serverless.Infra.Development;
using Serverless.Infra.Keys;

namespace Serverless.Cli.Audit;

/// <summary>The options by which a command is told its audit trail.</summary>
/// <param name="withTables">Whether it needs the account's tables too, which a blob port does not lead to.</param>
internal sealed class TrailOptions(bool withTables = false)
{
    private readonly StorageOptions storage = new();
    private readonly Option<int?> blobPort = new("--blob-port") { Description = "Blob port of an Azurite on this machine, as the demo prints it." };
    private readonly Option<string> origin = new("--origin")
    {
        Description = "Name of the log that the entries must belong to.",
        DefaultValueFactory = _ => BlobAuditLog.DefaultOrigin,
    };

    private readonly Option<string?> shard = new("--shard") { Description = "Which of several logs in the account, for instance a year; default: the first." };

    public void AddTo(Command command)
    {
        storage.AddTo(command);
        if (!withTables)
            command.Add(blobPort);
        command.Add(origin);
        command.Add(shard);
        command.Validators.Add(result =>
        {
            if (!withTables && result.GetValue(blobPort) is not null && command.Options.Any(option => option.Name is "--storage" or "--folder" && result.GetResult(option) is { Implicit: false }))
                result.AddError("Give --blob-port, or one of --storage and --folder.");
        });
    }

    /// <summary>The name of the log; null when the command line does not give one.</summary>
    public string? OriginGiven(ParseResult parsed) => parsed.GetResult(origin) is { Implicit: false } ? BlobTrail.OriginOf(parsed.GetValue(origin)!, parsed.GetValue(shard)) : null;

    /// <inheritdoc cref="StorageOptions.RequireContentKeys"/>
    public IKeyEncryptionKey RequireContentKeys(ParseResult parsed) => storage.RequireContentKeys(parsed);

    /// <summary>Reaches the trail.</summary>
    public async Task<OpenTrail> OpenAsync(ParseResult parsed, CancellationToken cancellation) => new(
        !withTables && parsed.GetValue(blobPort) is { } port
            ? await storage.ConnectAsync(parsed, AzuriteServer.BlobConnectionString(port), cancellation)
            : await storage.OpenAsync(parsed, cancellation),
        parsed.GetValue(origin)!,
        parsed.GetValue(shard));
}
