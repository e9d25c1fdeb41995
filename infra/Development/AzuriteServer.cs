using System.Diagnostics;
using System.Globalization;

namespace Serverless.Infra.Development;

/// <summary>
/// Azurite, the storage emulator, as a child process on loopback. It ends with this object, and with the process that started it,
/// however that ends: its standard input closes then, and it takes that as the order to save and leave.
/// </summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    // The emulator's account and key are public and the same everywhere; they protect nothing.
    const string Account = "devstoreaccount1";
    const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    const string Listening = "service is successfully listening at ";

    // Runs inside Azurite before its own code. SIGINT is ignored because a Ctrl-C in a terminal reaches every process there,
    // and storage must outlive the host that still drains.
    const string OwnerWatch = """
        process.on('SIGINT', () => {});
        process.on('newListener', (name, listener) => {
            if (name === 'SIGINT') process.nextTick(() => process.off('SIGINT', listener));
        });
        process.stdin.on('end', () => {
            if (!process.emit('message', 'shutdown')) process.exit(0);
        });
        process.stdin.on('error', () => process.exit(1));
        process.stdin.resume();
        """;

    static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    static readonly TimeSpan StopLimit = TimeSpan.FromMinutes(1);

    readonly Process process;
    readonly OutputTail tail = new();
    readonly TimeProvider time;
    readonly DataFolderLock? folderLock;
    readonly Task errors;
    Task output = Task.CompletedTask;
    bool disposed;

    AzuriteServer(Process process, DataFolderLock? folderLock, TimeProvider time)
    {
        this.process = process;
        this.folderLock = folderLock;
        this.time = time;
        errors = tail.ReadAllAsync(process.StandardError);
    }

    /// <summary>The port of the blob service on 127.0.0.1.</summary>
    public int BlobPort { get; private set; }

    /// <summary>The port of the queue service on 127.0.0.1.</summary>
    public int QueuePort { get; private set; }

    /// <summary>The port of the table service on 127.0.0.1.</summary>
    public int TablePort { get; private set; }

    /// <summary>The full connection string: account, key and the three endpoints.</summary>
    public string ConnectionString => string.Create(CultureInfo.InvariantCulture,
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={AccountKey};BlobEndpoint=http://127.0.0.1:{BlobPort}/{Account};QueueEndpoint=http://127.0.0.1:{QueuePort}/{Account};TableEndpoint=http://127.0.0.1:{TablePort}/{Account};");

    /// <summary>A connection string for the blobs of an Azurite that listens on <paramref name="blobPort"/> of this machine.</summary>
    public static string BlobConnectionString(int blobPort) => string.Create(CultureInfo.InvariantCulture,
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={AccountKey};BlobEndpoint=http://127.0.0.1:{blobPort}/{Account};");

    /// <summary>Installs Azurite if need be, starts it and returns when its three services listen.</summary>
    /// <exception cref="AzuriteException">It could not be installed or started.</exception>
    public static async Task<AzuriteServer> StartAsync(AzuriteOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var script = await AzuriteInstallation.EnsureAsync(options, cancellationToken).ConfigureAwait(false);
        var server = Launch(script, options, options.DataFolder is { } folder
            ? await DataFolderLock.AcquireAsync(folder, options.TimeProvider, cancellationToken).ConfigureAwait(false)
            : null);
        try
        {
            using var limit = new CancellationTokenSource(StartLimit, options.TimeProvider);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            await server.ReadPortsAsync(either.Token).ConfigureAwait(false);
            server.output = server.tail.ReadAllAsync(server.process.StandardOutput);
            return server;
        }
        catch (Exception exception)
        {
            await server.DisposeAsync().ConfigureAwait(false);
            if (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested)
                throw new AzuriteException($"Azurite did not listen within {StartLimit.TotalSeconds} s. Its last words:{Environment.NewLine}{server.tail}");
            throw;
        }
    }

    /// <summary>Lets Azurite save its data and leave; kills it, and only it, when it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        if (disposed)
            return;
        disposed = true;
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync(CancellationToken.None).WaitAsync(StopLimit, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
        }

        await Task.WhenAll(output, errors).ConfigureAwait(false);
        process.Dispose();
        folderLock?.Dispose();
    }

    static AzuriteServer Launch(string script, AzuriteOptions options, DataFolderLock? folderLock)
    {
        try
        {
            var process = AzuriteInstallation.Start(StartInfo(script, options), "node");
            folderLock?.Record(process);
            return new AzuriteServer(process, folderLock, options.TimeProvider);
        }
        catch
        {
            folderLock?.Dispose();
            throw;
        }
    }

    static ProcessStartInfo StartInfo(string script, AzuriteOptions options)
    {
        var start = new ProcessStartInfo("node", ["--import", "data:text/javascript," + Uri.EscapeDataString(OwnerWatch), script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        AddService("blob", options.BlobPort);
        AddService("queue", options.QueuePort);
        AddService("table", options.TablePort);
        Add("--skipApiVersionCheck", "--disableTelemetry", "--silent");
        if (options.DataFolder is { } data)
            Add("--location", Path.GetFullPath(data));
        else
            Add("--inMemoryPersistence");
        return start;

        void AddService(string service, int port) =>
            Add($"--{service}Host", "127.0.0.1", $"--{service}Port", port.ToString(CultureInfo.InvariantCulture));

        void Add(params ReadOnlySpan<string> arguments)
        {
            foreach (var argument in arguments)
                start.ArgumentList.Add(argument);
        }
    }

    async Task ReadPortsAsync(CancellationToken cancellationToken)
    {
        while (BlobPort == 0 || QueuePort == 0 || TablePort == 0)
        {
            var line = await process.StandardOutput.ReadLineAsync(cancellationToken).ConfigureAwait(false);
            if (line is null)
            {
                await errors.WaitAsync(cancellationToken).ConfigureAwait(false);
                throw new AzuriteException($"Azurite ended instead of listening; a fixed port may be taken. Its last words:{Environment.NewLine}{tail}");
            }

            tail.Add(line);
            if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
                SetPort(line, new Uri(line[(at + Listening.Length)..]).Port);
        }
    }

    void SetPort(string line, int port)
    {
        if (line.Contains("Blob", StringComparison.Ordinal))
            BlobPort = port;
        else if (line.Contains("Queue", StringComparison.Ordinal))
            QueuePort = port;
        else
            TablePort = port;
    }
}
