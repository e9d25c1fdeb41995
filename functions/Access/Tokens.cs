using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Serverless.Functions.Access;

/// <summary>
/// Verifies bearer tokens (RFC 7519): signature by a key of the issuer with RS256 or ES256, issuer, audience, tenant, lifetime. What is not signed, or
/// with a shared secret, is refused whatever else it says.
/// </summary>
internal sealed class Tokens(IReadOnlyList<TokenIssuer> issuers, TimeProvider time, ILogger<Tokens> logger)
{
    /// <summary>By how much clocks may differ.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    private const int Longest = 16 * 1024;
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = Longest };

    /// <summary>The person or service that a token was issued to, or why it is not accepted.</summary>
    /// <param name="token">The token, without <c>Bearer</c>.</param>
    /// <param name="fromLoopback">Whether the request comes from this machine.</param>
    /// <param name="cancellation">Stops waiting for the issuer's keys.</param>
    public async Task<Identification> IdentifyAsync(string token, bool fromLoopback, CancellationToken cancellation)
    {
        if (Read(token) is not { } read)
            return Identification.Refused("token-invalid", "The bearer token is no JSON web token.");
        if (issuers.FirstOrDefault(one => one.Name == read.Issuer && (fromLoopback || !one.OnLoopbackOnly)) is not { } issuer)
            return Identification.Refused("token-issuer", "The token's issuer is not one that is accepted here.");
        OpenIdConnectConfiguration keys;
        try
        {
            keys = await issuer.Configuration.GetConfigurationAsync(cancellation);
        }
        catch (InvalidOperationException error)
        {
            logger.LogError(error, "The keys of {Issuer} cannot be read", issuer.Name);
            return new Identification(null, "issuer-unavailable", "The issuer's keys cannot be read now; try again.", StatusCodes.Status503ServiceUnavailable);
        }

        var result = await ValidateAsync(read, issuer, keys);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            // The issuer may have a new key; how often it is asked, the manager bounds.
            issuer.Configuration.RequestRefresh();
            result = await ValidateAsync(read, issuer, await issuer.Configuration.GetConfigurationAsync(cancellation));
        }

        return result.IsValid ? CallerOf(result.ClaimsIdentity, issuer) : Explain(result.Exception);
    }

    private static JsonWebToken? Read(string token)
    {
        try
        {
            return token.Length <= Longest ? Handler.ReadJsonWebToken(token) : null;
        }
        catch (Exception error) when (error is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    private Task<TokenValidationResult> ValidateAsync(JsonWebToken token, TokenIssuer issuer, OpenIdConnectConfiguration keys) =>
        Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.EcdsaSha256],
            ValidIssuer = issuer.Name,
            ValidAudiences = issuer.Audiences,
            IssuerSigningKeys = keys.SigningKeys,
            RequireSignedTokens = true,
            LifetimeValidator = (from, to, _, _) => IsCurrent(from, to),
        });

    private bool IsCurrent(DateTime? from, DateTime? to)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return to is { } end && now < end + Skew && (from is not { } begin || now >= begin - Skew);
    }

    private static Identification CallerOf(ClaimsIdentity identity, TokenIssuer issuer)
    {
        if (issuer.Tenant is { } tenant && identity.FindFirst("tid")?.Value != tenant)
            return Identification.Refused("token-tenant", "The token is of another tenant.");
        if ((identity.FindFirst("oid") ?? identity.FindFirst("sub"))?.Value is not { } id || string.IsNullOrWhiteSpace(id))
            return Identification.Refused("token-invalid", "The token names nobody: it has neither oid nor sub.");
        var signedIn = identity.FindFirst("auth_time") ?? identity.FindFirst("iat");
        return Identification.Of(new Caller(id, RoleExtensions.Named(identity.FindAll("roles").Select(claim => claim.Value)))
        {
            // Entra puts scopes into tokens of people only.
            IsPerson = identity.HasClaim(claim => claim.Type == "scp"),
            SignedInAt = Caller.TimeOf(signedIn?.Value),
        });
    }

    private static Identification Explain(Exception? error) => error switch
    {
        SecurityTokenInvalidLifetimeException or SecurityTokenNoExpirationException => Identification.Refused("token-expired", "The token is not valid now; get a new one."),
        SecurityTokenInvalidAudienceException => Identification.Refused("token-audience", "The token is for another application."),
        SecurityTokenInvalidIssuerException => Identification.Refused("token-issuer", "The token's issuer is not one that is accepted here."),
        _ => Identification.Refused("token-signature", "The token's signature is not one of its issuer."),
    };
}
