using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Secrets;
using Serverless.Infra.Keys.Vault;
using Serverless.Testing.Http;

namespace Serverless.Infra.Tests.Keys.Vault;

/// <summary>
/// Key Vault on loopback: the calls that the adapters make, with the bodies, headers and errors of its REST interface, version 7.4, and real
/// keys behind them. It asks for a token by the challenge that the service sends, and counts versions of keys by time.
/// </summary>
internal sealed class FakeVault : IAsyncDisposable
{
    public static readonly Uri Address = new("https://fake.vault.azure.net/");

    private readonly LoopbackServer server;
    private readonly HttpClient http;
    private readonly Dictionary<string, List<Version>> keys = [];
    private readonly Dictionary<string, string> secrets = [];

    public FakeVault()
    {
        server = new LoopbackServer(Answer);
        http = new HttpClient(new ToLoopback(server.Address));
    }

    /// <summary>What is answered in place of the next calls whose path holds a text.</summary>
    public Queue<(string Part, Reply Reply)> Faults { get; } = [];

    public IReadOnlyList<RecordedRequest> Requests => server.Requests;

    public VaultKeys Keys
    {
        get
        {
            var options = new VaultOptions { Transport = new HttpClientTransport(http) };
            options.Retry.Delay = TimeSpan.FromMilliseconds(1);
            return new VaultKeys(Address, new FixedToken(), options);
        }
    }

    public SecretClient Secrets
    {
        get
        {
            var options = new SecretClientOptions { Transport = new HttpClientTransport(http) };
            options.Retry.Delay = TimeSpan.FromMilliseconds(1);
            return new SecretClient(Address, new FixedToken(), options);
        }
    }

    /// <summary>An error as the service words it.</summary>
    public static Reply Error(int status, string code, string? inner = null) => new(
        status,
        new JsonObject
        {
            ["error"] = new JsonObject { ["code"] = code, ["message"] = "Caller is not authorized, or the like.", ["innererror"] = new JsonObject { ["code"] = inner ?? code } },
        }.ToJsonString())
    { Headers = ["Content-Type: application/json", "Retry-After: 0"] };

    public void AddKey(string name, AsymmetricAlgorithm key) => Versions(name).Add(new Version(key, Versions(name).Count, true));

    /// <summary>Disables the version that was made as the n-th, from 0.</summary>
    public void Disable(string name, int number) => keys[name][number] = keys[name][number] with { IsEnabled = false };

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await server.DisposeAsync();
    }

    private List<Version> Versions(string name) => keys.TryGetValue(name, out var versions) ? versions : keys[name] = [];

    private Reply Answer(RecordedRequest request)
    {
        if (!request.Headers.TryGetValue("Authorization", out var token) || token != "Bearer fixed")
            return Error(401, "Unauthorized") with { Headers = ["""WWW-Authenticate: Bearer authorization="https://login.microsoftonline.com/00000000-0000-0000-0000-000000000000", resource="https://vault.azure.net" """.Trim()] };
        if (Faults.TryPeek(out var fault) && request.Path.Contains(fault.Part, StringComparison.Ordinal))
            return Faults.Dequeue().Reply;
        Assert.NotNull(request.Query("api-version"));
        return (request.Method, request.Path.Trim('/').Split('/')) switch
        {
            ("GET", ["secrets", var name, ..]) => secrets.TryGetValue(name, out var value) ? Secret(name, value) : Error(404, "SecretNotFound"),
            ("PUT", ["secrets", var name]) => Secret(name, secrets[name] = (string)JsonNode.Parse(request.Body)!["value"]!),
            ("GET", ["keys", var name, "versions"]) => keys.ContainsKey(name) ? ListOf(name, request) : Error(404, "KeyNotFound"),
            ("POST", ["keys", var name, "create"]) => Create(name, JsonNode.Parse(request.Body)!),
            ("POST", ["keys", var name, "wrapkey"]) => Operate(name, keys[name][^1], "wrapkey", JsonNode.Parse(request.Body)!),
            ("POST", ["keys", var name, var version, var operation]) => Operate(name, keys[name][int.Parse(version, NumberStyles.HexNumber, CultureInfo.InvariantCulture)], operation, JsonNode.Parse(request.Body)!),
            ("GET", ["keys", var name, var version]) => Reply.Json(Bundle(name, keys[name][int.Parse(version, NumberStyles.HexNumber, CultureInfo.InvariantCulture)]).ToJsonString()),
            _ => Error(400, "BadParameter"),
        };
    }

    private static Reply Secret(string name, string value) =>
        Reply.Json(new JsonObject { ["value"] = value, ["id"] = $"{Address}secrets/{name}/0", ["attributes"] = new JsonObject { ["enabled"] = true, ["created"] = 1, ["updated"] = 1 } }.ToJsonString());

    // Two to a page, the newest first: the service promises no order.
    private Reply ListOf(string name, RecordedRequest request)
    {
        var skip = int.Parse(request.Query("$skiptoken") ?? "0", CultureInfo.InvariantCulture);
        var page = keys[name].AsEnumerable().Reverse().Skip(skip).Take(2).Select(version => new JsonObject { ["kid"] = Kid(name, version), ["attributes"] = Attributes(version) });
        return Reply.Json(new JsonObject
        {
            ["value"] = new JsonArray([.. page]),
            ["nextLink"] = skip + 2 < keys[name].Count ? $"{Address}keys/{name}/versions?api-version=7.4&$skiptoken={skip + 2}" : null,
        }.ToJsonString());
    }

    private Reply Create(string name, JsonNode asked)
    {
        Assert.Equal(("EC", "P-256"), ((string?)asked["kty"], (string?)asked["crv"]));
        AddKey(name, ECDsa.Create(ECCurve.NamedCurves.nistP256));
        return Reply.Json(Bundle(name, keys[name][^1]).ToJsonString());
    }

    private static Reply Operate(string name, Version version, string operation, JsonNode asked)
    {
        if (!version.IsEnabled)
            return Error(403, "Forbidden", "KeyDisabled") with { Body = """{"error":{"code":"Forbidden","message":"Operation is not allowed on a disabled key.","innererror":{"code":"KeyDisabled"}}}""" };
        var value = Base64Url.DecodeFromChars((string)asked["value"]!);
        var result = (operation, (string)asked["alg"]!, version.Key) switch
        {
            ("sign", "ES256", ECDsa key) => key.SignHash(value, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
            ("wrapkey", "RSA-OAEP-256", RSA key) => key.Encrypt(value, RSAEncryptionPadding.OaepSHA256),
            ("unwrapkey", "RSA-OAEP-256", RSA key) => key.Decrypt(value, RSAEncryptionPadding.OaepSHA256),
            _ => null,
        };
        return result is null ? Error(400, "BadParameter") : Reply.Json(new JsonObject { ["kid"] = Kid(name, version), ["value"] = Base64Url.EncodeToString(result) }.ToJsonString());
    }

    private static JsonObject Bundle(string name, Version version)
    {
        var key = new JsonObject { ["kid"] = Kid(name, version), ["key_ops"] = new JsonArray("sign", "verify") };
        if (version.Key is ECDsa ec)
        {
            var point = ec.ExportParameters(includePrivateParameters: false).Q;
            (key["kty"], key["crv"], key["x"], key["y"]) = ("EC", "P-256", Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
        }
        else
        {
            key["kty"] = "RSA";
        }

        return new JsonObject { ["key"] = key, ["attributes"] = Attributes(version) };
    }

    private static JsonObject Attributes(Version version) => new() { ["enabled"] = version.IsEnabled, ["created"] = 1_700_000_000 + version.Number, ["updated"] = 1_700_000_000 + version.Number };

    private static string Kid(string name, Version version) => $"{Address}keys/{name}/{version.Number.ToString("x32", CultureInfo.InvariantCulture)}";

    private sealed record Version(AsymmetricAlgorithm Key, int Number, bool IsEnabled);

    private sealed class FixedToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new("fixed", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }

    // Tokens are only ever sent under https: the way to the fake one turns off behind the client.
    private sealed class ToLoopback(Uri address) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.Equal(Address.Host, request.RequestUri!.Host);
            request.RequestUri = new Uri(address, request.RequestUri.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
