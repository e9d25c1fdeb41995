using Azure;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Serverless.Infra.Development;
using Serverless.Infra.Keys;
using Serverless.Infra.LocalStorage;
using Serverless.Infra.MarketData;

namespace Serverless.Cli.Storage;

/// <summary>A storage account that answered; one that the command started ends with it.</summary>
internal sealed class OpenStorage : IAsyncDisposable
{
    /// <summary>The file in which a folder may hold a whole account, as that of a replay does.</summary>
    public const string LocalFile = "storage.db";

    private readonly AzuriteServer? server;
    private readonly LocalStorageAccount? account;
    private readonly Lazy<TableServiceClient> tables;

    private OpenStorage(LocalStorageAccount account)
    {
        this.account = account;
        Blobs = account.Blobs;
        tables = new Lazy<TableServiceClient>(account.Tables);
        MarketData = new MarketDataStore(Blobs, TimeProvider.System);
    }

    private OpenStorage(string connectionString, AzuriteServer? server)
    {
        this.server = server;
        Blobs = new BlobServiceClient(connectionString, Impatient(new BlobClientOptions()));
        tables = new Lazy<TableServiceClient>(() => TablesOf(connectionString));
        MarketData = new MarketDataStore(Blobs, TimeProvider.System);
    }

    public BlobServiceClient Blobs { get; }

    /// <summary>The tables; a connection string may lead to blobs alone.</summary>
    public TableServiceClient Tables => tables.Value;

    public MarketDataStore MarketData { get; }

    /// <summary>Seals and opens what is confidential, where keys were given.</summary>
    public ContentProtection Protection { get; private set; } = ContentProtection.None;

    /// <summary>Seals from now on with the data keys of the account, wrapped by this key.</summary>
    public OpenStorage With(IKeyEncryptionKey? key)
    {
        if (key is not null)
            Protection = new ContentProtection(KeysUnder(key));
        return this;
    }

    /// <summary>The data keys of the account.</summary>
    public DataKeyStore KeysUnder(IKeyEncryptionKey key) => new(Blobs.GetBlobContainerClient(DataKeyStore.ContainerName), key, TimeProvider.System);

    public static async Task<OpenStorage> StartAsync(string folder, CancellationToken cancellation)
    {
        if (Path.Combine(folder, LocalFile) is var file && File.Exists(file))
            return OpenLocal(file);
        var server = await AzuriteServer.StartAsync(new AzuriteOptions(ProductPaths.AzuriteTool, Path.Combine(folder, "storage")), cancellation);
        return new OpenStorage(server.ConnectionString, server);
    }

    public static async Task<OpenStorage> ConnectAsync(string connectionString, CancellationToken cancellation)
    {
        try
        {
            var storage = new OpenStorage(connectionString, null);
            await storage.Blobs.GetPropertiesAsync(cancellation);
            return storage;
        }
        catch (FormatException error)
        {
            throw new CommandException($"The storage connection string is not one: {error.Message}", ExitCode.Usage, error);
        }
        catch (Exception error) when (error is RequestFailedException or AggregateException)
        {
            throw new CommandException(
                $"The storage account does not answer: {FirstLine(error)}. Give --storage with its connection string, or --folder to keep storage in a folder here.",
                ExitCode.Unreachable,
                error);
        }
    }

    public ValueTask DisposeAsync()
    {
        account?.Dispose();
        return server?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    private static OpenStorage OpenLocal(string file)
    {
        try
        {
            return new OpenStorage(LocalStorageAccount.Open(file, TimeProvider.System));
        }
        catch (IOException error)
        {
            throw new CommandException(error.Message, ExitCode.Unreachable, error);
        }
    }

    // A person waits: an address at which nothing listens should be reported in a second or two.
    private static T Impatient<T>(T options)
        where T : ClientOptions
    {
        (options.Retry.MaxRetries, options.Retry.Delay) = (2, TimeSpan.FromMilliseconds(300));
        return options;
    }

    private static TableServiceClient TablesOf(string connectionString)
    {
        try
        {
            return new TableServiceClient(connectionString, Impatient(new TableClientOptions()));
        }
        catch (FormatException error)
        {
            throw new CommandException("The connection leads to blobs alone, and this needs tables too: give --storage.", ExitCode.Usage, error);
        }
    }

    private static string FirstLine(Exception error) => (error.InnerException ?? error).Message.Split('\n')[0].Trim().TrimEnd('.');
}
