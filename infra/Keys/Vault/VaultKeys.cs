using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Serverless.Infra.Keys.Vault;

/// <summary>
/// Keys in Azure Key Vault, by its REST interface (version 7.4), for what this platform does with keys: sign, wrap and unwrap in the vault, which
/// never hands out private keys. Thread-safe.
/// </summary>
/// <remarks>Azure.Security.KeyVault.Keys is the vendor's client of this; some registries lack it.</remarks>
public sealed class VaultKeys
{
    /// <summary>The role that may sign, wrap and unwrap.</summary>
    public const string UserRole = "Key Vault Crypto User";

    /// <summary>The role that may create keys.</summary>
    public const string OfficerRole = "Key Vault Crypto Officer";

    private const string Version = "api-version=7.4";
    private const string Scope = "https://vault.azure.net/.default";

    private readonly HttpPipeline pipeline;

    /// <summary>The keys of a vault.</summary>
    /// <param name="vault">Its address, as <c>https://NAME.vault.azure.net/</c>.</param>
    /// <param name="credential">Who asks.</param>
    /// <param name="options">How it is called; null for the usual.</param>
    public VaultKeys(Uri vault, TokenCredential credential, VaultOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(vault);
        Vault = new Uri(vault.GetLeftPart(UriPartial.Authority) + "/");
        pipeline = HttpPipelineBuilder.Build(options ?? new VaultOptions(), new BearerTokenAuthenticationPolicy(credential, Scope));
    }

    /// <summary>The vault.</summary>
    public Uri Vault { get; }

    /// <summary>Whether an address is that of a key without its version: <c>https://NAME.vault.azure.net/keys/KEY</c>.</summary>
    public static bool IsKeyAddress(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address is { IsAbsoluteUri: true, Scheme: "https", Segments: ["/", "keys/", var name] } && !name.EndsWith('/');
    }

    /// <summary>The vault of a key's address.</summary>
    public static Uri VaultOf(Uri address) => new(address.GetLeftPart(UriPartial.Authority) + "/");

    /// <summary>The name in a key's address.</summary>
    public static string NameOf(Uri address) => address.Segments[2].TrimEnd('/');

    /// <summary>All versions of a key, the oldest first.</summary>
    /// <exception cref="VaultException">The vault does not tell.</exception>
    public async Task<IReadOnlyList<VaultKey>> ListAsync(string name, CancellationToken cancellationToken)
    {
        var found = new List<(long Created, Uri Address)>();
        for (var page = new Uri(Vault, $"keys/{name}/versions?{Version}"); page is not null;)
        {
            var answer = await SendAsync(RequestMethod.Get, page, null, $"list the versions of key '{name}'", UserRole, cancellationToken);
            found.AddRange(answer["value"]!.AsArray().Select(one => ((long)one!["attributes"]!["created"]!, new Uri((string)one["kid"]!))));
            page = (string?)answer["nextLink"] is { Length: > 0 } next ? new Uri(next) : null;
        }

        var keys = new List<VaultKey>();
        foreach (var (_, address) in found.OrderBy(one => one.Created).ThenBy(one => one.Address.AbsoluteUri, StringComparer.Ordinal))
            keys.Add(Parse(await SendAsync(RequestMethod.Get, Of(address), null, $"show key '{name}'", UserRole, cancellationToken)));
        return keys;
    }

    /// <summary>Makes a version of a key on P-256 that can sign and cannot be taken out.</summary>
    /// <exception cref="VaultException">The vault does not make it.</exception>
    public async Task<VaultKey> CreateAsync(string name, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["key_ops"] = new JsonArray("sign", "verify") };
        return Parse(await SendAsync(RequestMethod.Post, new Uri(Vault, $"keys/{name}/create?{Version}"), body, $"make a version of key '{name}'", OfficerRole, cancellationToken));
    }

    /// <summary>Signs a SHA-256 digest by ECDSA on P-256.</summary>
    /// <returns>r and s, 32 bytes each.</returns>
    /// <exception cref="VaultException">The vault does not sign.</exception>
    public Task<byte[]> SignAsync(Uri key, byte[] digest, CancellationToken cancellationToken) => OperateAsync(key, "sign", "ES256", digest, cancellationToken);

    /// <summary>Wraps by the newest version of an RSA key, RSA-OAEP with SHA-256.</summary>
    /// <exception cref="VaultException">The vault does not wrap.</exception>
    public async Task<WrappedKey> WrapAsync(string name, ReadOnlyMemory<byte> key, CancellationToken cancellationToken)
    {
        var address = new Uri(Vault, $"keys/{name}");
        var answer = await SendAsync(RequestMethod.Post, Of(address, "wrapkey"), Body("RSA-OAEP-256", key.Span), $"wrap with key '{name}'", UserRole, cancellationToken);
        return new WrappedKey((string)answer["kid"]!, Base64Url.DecodeFromChars((string)answer["value"]!));
    }

    /// <summary>Unwraps by the version that wrapped.</summary>
    /// <exception cref="VaultException">The vault does not unwrap.</exception>
    public Task<byte[]> UnwrapAsync(WrappedKey wrapped, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wrapped);
        return OperateAsync(new Uri(wrapped.By), "unwrapkey", "RSA-OAEP-256", wrapped.Bytes, cancellationToken);
    }

    private static JsonObject Body(string algorithm, ReadOnlySpan<byte> value) => new() { ["alg"] = algorithm, ["value"] = Base64Url.EncodeToString(value) };

    private static Uri Of(Uri key, string? operation = null) => new($"{key.GetLeftPart(UriPartial.Path)}{(operation is null ? "" : "/" + operation)}?{Version}");

    private static VaultKey Parse(JsonNode answer)
    {
        var key = answer["key"]!;
        return new VaultKey(
            new Uri((string)key["kid"]!),
            (bool?)answer["attributes"]?["enabled"] ?? true,
            (string?)key["crv"] == "P-256" ? PublicKeyOf((string)key["x"]!, (string)key["y"]!) : null);
    }

    private static byte[] PublicKeyOf(string x, string y)
    {
        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Base64Url.DecodeFromChars(x), Y = Base64Url.DecodeFromChars(y) },
        });
        return key.ExportSubjectPublicKeyInfo();
    }

    private async Task<byte[]> OperateAsync(Uri key, string operation, string algorithm, byte[] value, CancellationToken cancellationToken)
    {
        if (VaultOf(key) != Vault)
            throw new VaultException($"'{key}' is not a key of Key Vault {Vault}, which the settings name.");
        var answer = await SendAsync(RequestMethod.Post, Of(key, operation), Body(algorithm, value), $"{operation} with key '{key.AbsolutePath}'", UserRole, cancellationToken);
        return Base64Url.DecodeFromChars((string)answer["value"]!);
    }

    private async Task<JsonNode> SendAsync(RequestMethod method, Uri address, JsonObject? body, string what, string role, CancellationToken cancellationToken)
    {
        using var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(address);
        message.Request.Headers.Add("Accept", "application/json");
        if (body is not null)
        {
            message.Request.Headers.Add("Content-Type", "application/json");
            message.Request.Content = RequestContent.Create(BinaryData.FromString(body.ToJsonString()));
        }

        try
        {
            await pipeline.SendAsync(message, cancellationToken);
        }
        catch (RequestFailedException error)
        {
            throw VaultException.Of(error, Vault, what, role); // no answer at all
        }
        catch (Exception error) when (VaultException.IsNoAnswer(error, cancellationToken))
        {
            throw VaultException.Unreachable(error, Vault, what);
        }

        if (message.Response.Status == (int)HttpStatusCode.OK)
            return JsonNode.Parse(message.Response.Content.ToString())!;
        throw VaultException.Of(new RequestFailedException(message.Response), Vault, what, role);
    }
}
