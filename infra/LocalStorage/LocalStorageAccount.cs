using Azure.Core;
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
    private readonly LocalTransport[] transports;

    private LocalStorageAccount(StorageFile file)
    {
        this.file = file;
        transports = [new LocalTransport(new BlobRequests(file)), new LocalTransport(new TableRequests(file))];
        Blobs = new BlobServiceClient(Endpoint, Over(transports[0], new BlobClientOptions()));
        Tables = new TableServiceClient(Endpoint, Over(transports[1], new TableClientOptions()));
    }

    /// <summary>The account's blobs.</summary>
    public BlobServiceClient Blobs { get; }

    /// <summary>The account's tables.</summary>
    public TableServiceClient Tables { get; }

    /// <summary>Requests answered so far: what a storage account in the cloud would bill.</summary>
    public long Requests => transports.Sum(transport => transport.Answered);

    /// <summary>Opens the account in <paramref name="path"/>, or makes a new one there.</summary>
    /// <exception cref="IOException">The file is no account, is damaged, or another process has it open; the message names it.</exception>
    public static LocalStorageAccount Open(string path, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(time);
        return new LocalStorageAccount(StorageFile.Open(path, time));
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => file.Dispose();

    // Nobody follows a request that leads nowhere.
    private static T Over<T>(LocalTransport transport, T options)
        where T : ClientOptions
    {
        options.Transport = transport;
        (options.Diagnostics.IsLoggingEnabled, options.Diagnostics.IsDistributedTracingEnabled, options.Diagnostics.IsTelemetryEnabled) = (false, false, false);
        return options;
    }
}
