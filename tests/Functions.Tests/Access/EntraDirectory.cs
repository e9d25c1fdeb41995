using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Serverless.Functions.Access;
using Serverless.Testing.Http;

namespace Serverless.Functions.Tests.Access;

/// <summary>A tenant on loopback that publishes its configuration and keys as Entra ID does, and signs tokens.</summary>
internal sealed class EntraDirectory : IAsyncDisposable
{
    public const string Audience = "api://serverless";
    private static readonly Guid Tenant = Guid.Parse("6f1d3c52-8a0b-4a53-9a1c-1f9b1c1a2b3c");

    // Keys take long to make.
    private static readonly RsaSecurityKey[] Keys = [NewKey("first"), NewKey("second")];

    private readonly LoopbackServer server;
    private RsaSecurityKey key = Keys[0];
    private RsaSecurityKey[] published = [Keys[0]];

    public EntraDirectory() => server = new LoopbackServer(Answer);

    public string Issuer => $"{server.Address.ToString().TrimEnd('/')}/{Tenant}/v2.0";

    public RSA Rsa => key.Rsa;

    public int Fetches => server.Requests.Count;

    public bool IsDown { get; set; }

    public Uri? RedirectsTo { get; set; }

    /// <summary>Another key signs from now on, and the old one is gone, or published a while longer, as Entra does.</summary>
    public void Rotate(bool keepOld = false) => (published, key) = (keepOld ? Keys : [Keys[1]], Keys[1]);

    public Tokens Tokens(TimeProvider time) => new(
        [.. TokenIssuer.From(new AccessOptions { Tenant = Tenant, Audience = $"11111111-1111-1111-1111-111111111111, {Audience}", Authority = server.Address })],
        time,
        NullLogger<Tokens>.Instance);

    /// <summary>A token as Entra issues it to a person; <paramref name="change"/> makes it another.</summary>
    public string Token(DateTimeOffset now, Action<Dictionary<string, object>>? change = null, SigningCredentials? credentials = null)
    {
        var claims = new Dictionary<string, object>
        {
            ["iss"] = Issuer,
            ["aud"] = Audience,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddHours(1).ToUnixTimeSeconds(),
            ["tid"] = Tenant.ToString(),
            ["oid"] = "ada",
            ["scp"] = "access_as_user",
            ["roles"] = new[] { "Viewer", "Operator" },
        };
        change?.Invoke(claims);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }
            .CreateToken(JsonSerializer.Serialize(claims), credentials ?? new SigningCredentials(key, SecurityAlgorithms.RsaSha256));
    }

    /// <summary>The token with another header, signed by <paramref name="sign"/>.</summary>
    public static string Resign(string token, string header, Func<byte[], byte[]> sign)
    {
        var content = $"{Base64UrlEncoder.Encode(header)}.{token.Split('.')[1]}";
        return $"{content}.{Base64UrlEncoder.Encode(sign(Encoding.ASCII.GetBytes(content)))}";
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private static RsaSecurityKey NewKey(string id) => new(RSA.Create(2048)) { KeyId = id };

    private Reply Answer(RecordedRequest request)
    {
        if (IsDown)
            return new Reply(503);
        if (RedirectsTo is { } other)
            return new Reply(302) { Headers = [$"Location: {other}"] };
        if (request.Path.EndsWith("/.well-known/openid-configuration", StringComparison.Ordinal))
            return Reply.Json(JsonSerializer.Serialize(new { issuer = Issuer, jwks_uri = $"{server.Address}keys" }));
        return Reply.Json(JsonSerializer.Serialize(new { keys = published.Select(Describe) }));
    }

    /// <summary>A public key as JSON (RFC 7517).</summary>
    public static object Describe(RsaSecurityKey key)
    {
        var parameters = key.Rsa.ExportParameters(includePrivateParameters: false);
        return new { kty = "RSA", use = "sig", kid = key.KeyId, n = Base64UrlEncoder.Encode(parameters.Modulus), e = Base64UrlEncoder.Encode(parameters.Exponent) };
    }
}
