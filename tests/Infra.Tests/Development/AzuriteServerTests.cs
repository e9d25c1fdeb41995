using System.Net;
using System.Net.Sockets;
using Azure.Storage.Blobs;
using Serverless.Infra.Development;
using Serverless.Testing;

namespace Serverless.Infra.Tests.Development;

public sealed class AzuriteServerTests : IDisposable
{
    static readonly string ToolFolder = Path.Combine(RepositoryPaths.Root, "infra", "azurite");
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("azurite-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task StartAsync_SamePortsAndDataFolder_FindsTheDataOfTheLastRun()
    {
        var options = new AzuriteOptions(ToolFolder, folder.FullName);
        string connectionString;
        await using (var first = await AzuriteServer.StartAsync(options, Cancellation))
        {
            connectionString = first.ConnectionString;
            options = options with { BlobPort = first.BlobPort, QueuePort = first.QueuePort, TablePort = first.TablePort };
            await Blob(connectionString).Container.CreateAsync(cancellationToken: Cancellation);
            await Blob(connectionString).Client.UploadAsync(BinaryData.FromString("kept"), Cancellation);
        }

        await using var second = await AzuriteServer.StartAsync(options, Cancellation);
        var content = await Blob(second.ConnectionString).Client.DownloadContentAsync(Cancellation);

        Assert.Equal(connectionString, second.ConnectionString);
        Assert.Equal("kept", content.Value.Content.ToString());
    }

    [Fact]
    public async Task StartAsync_DataFolderInUse_NamesTheFolder()
    {
        await using var first = await AzuriteServer.StartAsync(new AzuriteOptions(ToolFolder, folder.FullName), Cancellation);

        var exception = await Assert.ThrowsAsync<AzuriteException>(
            () => AzuriteServer.StartAsync(new AzuriteOptions(ToolFolder, folder.FullName), Cancellation));

        Assert.Contains(folder.FullName, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DisposeAsync_Twice_IsHarmless()
    {
        var server = await AzuriteServer.StartAsync(new AzuriteOptions(ToolFolder), Cancellation);

        await server.DisposeAsync();
        await server.DisposeAsync();

        using var client = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(() => client.ConnectAsync(IPAddress.Loopback, server.BlobPort, Cancellation).AsTask());
    }

    [Fact]
    public async Task StartAsync_FixedPortTaken_SaysWhatAzuriteSaid()
    {
        await using var first = await AzuriteServer.StartAsync(new AzuriteOptions(ToolFolder), Cancellation);

        var exception = await Assert.ThrowsAsync<AzuriteException>(
            () => AzuriteServer.StartAsync(new AzuriteOptions(ToolFolder) { TablePort = first.TablePort }, Cancellation));

        Assert.Contains("EADDRINUSE", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_FolderWithoutPackageJson_NamesTheFolder()
    {
        var exception = await Assert.ThrowsAsync<AzuriteException>(
            () => AzuriteServer.StartAsync(new AzuriteOptions(folder.FullName), Cancellation));

        Assert.Contains(folder.FullName, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_InstallationFails_ShowsTheWordsOfNpm()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "package.json"), """{ "dependencies": { "azurite": "3.35.0" } }""", Cancellation);

        var exception = await Assert.ThrowsAsync<AzuriteException>(
            () => AzuriteServer.StartAsync(new AzuriteOptions(folder.FullName), Cancellation));

        Assert.Contains($"'npm ci' in '{folder.FullName}' ended with exit code 1", exception.Message, StringComparison.Ordinal);
        Assert.Contains("npm error", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_Canceled_Throws()
    {
        using var canceled = new CancellationTokenSource();
        await canceled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AzuriteServer.StartAsync(new AzuriteOptions(ToolFolder), canceled.Token));
    }

    static (BlobContainerClient Container, BlobClient Client) Blob(string connectionString)
    {
        var container = new BlobContainerClient(connectionString, "data");
        return (container, container.GetBlobClient("one"));
    }
}
