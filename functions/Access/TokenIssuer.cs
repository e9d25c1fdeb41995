using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Serverless.Infra.Identity;

namespace Serverless.Functions.Access;

/// <summary>An issuer whose tokens are accepted.</summary>
/// <param name="Name">The claim <c>iss</c>.</param>
/// <param name="Audiences">Of which the claim <c>aud</c> must be one.</param>
/// <param name="Tenant">What the claim <c>tid</c> must be; null for an issuer without tenants.</param>
/// <param name="OnLoopbackOnly">Whether its tokens count from this machine alone.</param>
/// <param name="Configuration">Its keys, cached; they are asked for anew twice a day, and when a token names one that is not known.</param>
internal sealed record TokenIssuer(
    string Name, IReadOnlyList<string> Audiences, string? Tenant, bool OnLoopbackOnly, IConfigurationManager<OpenIdConnectConfiguration> Configuration)
{
    private const int LongestMetadata = 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The issuers that the settings name.</summary>
    public static IEnumerable<TokenIssuer> From(AccessOptions options)
    {
        if (options is { Tenant: { } tenant, Audience: { } audience })
            yield return Entra(options.Authority, tenant, audience);
        if (options.DevelopmentKeyFile is { Length: > 0 } file)
            yield return Development(DevelopmentKey.ReadOrCreate(file));
    }

    /// <summary>The issuer of development tokens with this key.</summary>
    public static TokenIssuer Development(SecurityKey key)
    {
        var keys = new OpenIdConnectConfiguration { Issuer = DevelopmentIssuer.Name };
        keys.SigningKeys.Add(key);
        return new(DevelopmentIssuer.Name, [DevelopmentIssuer.Audience], null, OnLoopbackOnly: true, new StaticConfigurationManager<OpenIdConnectConfiguration>(keys));
    }

    private static TokenIssuer Entra(Uri authority, Guid tenant, string audience)
    {
        // Version 2.0 of Entra's tokens: the application's manifest asks for it.
        var issuer = $"{authority.ToString().TrimEnd('/')}/{tenant:D}/v2.0";
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = Patience })
        {
            Timeout = Patience,
            MaxResponseContentBufferSize = LongestMetadata,
        };
        var documents = new HttpDocumentRetriever(http) { RequireHttps = authority.Scheme == Uri.UriSchemeHttps };
        var configuration = new ConfigurationManager<OpenIdConnectConfiguration>(
            $"{issuer}/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(), documents);
        var audiences = audience.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new(issuer, audiences, tenant.ToString("D"), OnLoopbackOnly: false, configuration);
    }
}
