using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace Serverless.Infra.LocalStorage;

/// <summary>
/// A storage account in one file of this machine, inside this process: blobs and tables behind the vendors' own clients, without a server.
/// What was acknowledged survives the death of the process. For one process at a time; block uploads, leases, snapshots and queues are absent and answer 501.
/// </summary>
public sealed class LocalStorageAccount : IDisposable
{
    // An address makes the clients put the account into the path; nothing listens there, for no request leaves the process.
    private static readonly Uri Endpoint = new("http://127.0.0.1/local");

    private readonly StorageFile file;
    private readonly StorageHandler[] handlers;
    private readonly HttpClient blobs;
    private readonly HttpClient tables;

    private LocalStorageAccount(StorageFile file)
    {
        this.file = file;
        handlers = [new StorageHandler(new BlobRequests(file)), new StorageHandler(new TableRequests(file))];
        (blobs, tables) = (new HttpClient(handlers[0]), new HttpClient(handlers[1]));
        Blobs = new BlobServiceClient(Endpoint, new BlobClientOptions { Transport = new HttpClientTransport(blobs) });
        Tables = new TableServiceClient(Endpoint, new TableClientOptions { Transport = new HttpClientTransport(tables) });
    }

    /// <summary>The account's blobs.</summary>
    public BlobServiceClient Blobs { get; }

    /// <summary>The account's tables.</summary>
    public TableServiceClient Tables { get; }

    /// <summary>Requests answered so far: what a storage account in the cloud would bill.</summary>
    public long Requests => handlers.Sum(handler => handler.Answered);

    /// <summary>Opens the account in <paramref name="path"/>, or makes a new one there.</summary>
    /// <exception cref="IOException">The file is no account, is damaged, or another process has it open; the message names it.</exception>
    public static LocalStorageAccount Open(string path, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(time);
        return new LocalStorageAccount(StorageFile.Open(path, time));
    }

    /// <summary>Ends the clients and closes the file.</summary>
    public void Dispose()
    {
        blobs.Dispose();
        tables.Dispose();
        file.Dispose();
    }
}
