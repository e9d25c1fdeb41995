using System.Collections.Concurrent;
using System.Text.Json;
using Azure.Storage.Blobs;
using Serverless.Core.Audit;
using Serverless.Infra.Audit;
using Serverless.Infra.Development;
using Serverless.Infra.LocalStorage;

namespace Serverless.EndToEnd;

/// <summary>A host with people and keys over a storage account in one file; its answers and its log are kept.</summary>
internal sealed class SecuredHost : IAsyncDisposable
{
    public const string MasterKey = "master-key-of-the-end-to-end-tests-0001";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("serverless-e2e-access-");
    private readonly ConcurrentQueue<string> said = new();
    private FunctionsHostProcess? host;

    public SecuredHost() => Credentials = new Credentials(Path.Combine(folder.FullName, "identity", "key.pem"));

    public Credentials Credentials { get; }

    /// <summary>Every answer, headers and body, and every line of the log.</summary>
    public IReadOnlyCollection<string> Said => said;

    public HttpClient Http { get; private set; } = new();

    /// <summary>Holds its storage, as <c>--folder</c> takes it.</summary>
    public string Folder => folder.FullName;

    private string StorageFile => Path.Combine(folder.FullName, "storage.db");

    public static Task<SecuredHost> StartAsync(params (string Name, string Value)[] settings) => StartAsync(_ => Task.CompletedTask, settings);

    /// <summary>Lets <paramref name="seed"/> fill the storage, and starts a host over it.</summary>
    public static async Task<SecuredHost> StartAsync(Func<BlobServiceClient, Task> seed, params (string Name, string Value)[] settings)
    {
        var secured = new SecuredHost();
        using (var account = LocalStorageAccount.Open(secured.StorageFile, TimeProvider.System))
            await seed(account.Blobs);
        var all = Platform.Settings($"LocalFile={secured.StorageFile}", schedule: null)
            .Concat(secured.Credentials.Settings)
            .Append(new("HostKeys__Master", MasterKey))
            .Concat(settings.Select(one => KeyValuePair.Create(one.Name, one.Value)))
            .GroupBy(one => one.Key)
            .ToDictionary(group => group.Key, group => group.Last().Value);
        secured.host = await FunctionsHostProcess.StartAsync(
            new FunctionsHostOptions(Build.FunctionsHost, Path.Combine(secured.folder.FullName, "journal"), all, secured.said.Enqueue), CancellationToken.None);
        secured.Http = new HttpClient { BaseAddress = secured.host.Address };
        return secured;
    }

    /// <summary>Sends a request with a key, a token, or neither.</summary>
    public async Task<HttpResponseMessage> SendAsync(string verb, string path, string? credential, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(verb.ToUpperInvariant()), path) { Content = content };
        Credentials.Authenticate(request.Headers, credential);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        var response = await Http.SendAsync(request);
        said.Enqueue($"{verb} {path}: {response}\n{await response.Content.ReadAsStringAsync()}");
        return response;
    }

    public async Task<JsonElement> GetAsync(string path, string credential)
    {
        using var response = await SendAsync("get", path, credential);
        response.EnsureSuccessStatusCode();
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }

    /// <summary>Stops the host, and reads the trail that it leaves.</summary>
    public async Task<IReadOnlyList<AuditEvent>> StopAndReadTrailAsync()
    {
        await host!.DisposeAsync();
        host = null;
        using var account = LocalStorageAccount.Open(StorageFile, TimeProvider.System);
        var entries = new List<AuditEvent>();
        await foreach (var stored in new BlobAuditEntryStore(account.Blobs.GetBlobContainerClient(BlobAuditEntryStore.ContainerName)).ReadAllAsync(CancellationToken.None))
            entries.Add(AuditEntryCodec.Decode(stored.Bytes.Span).Event);
        return entries;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (host is not null)
            await host.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
