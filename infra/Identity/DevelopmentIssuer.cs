using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Serverless.Infra.Identity;

/// <summary>
/// Issues tokens for one machine, in the form of those of Entra ID: for tests and development, where nobody signs in. Who can read the key's file can be anybody,
/// so that hosts trust it on loopback only, and refuse to start with it in production.
/// </summary>
public static class DevelopmentIssuer
{
    /// <summary>The claim <c>iss</c>.</summary>
    public const string Name = "urn:serverless:development-issuer";

    /// <summary>The claim <c>aud</c>.</summary>
    public const string Audience = "serverless-development";

    /// <summary>How long a token is valid, unless asked otherwise.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>A signed token (ES256) of a person who has signed in just now.</summary>
    /// <param name="key">The key of <see cref="DevelopmentKey"/>.</param>
    /// <param name="id">Who; the claim <c>oid</c>.</param>
    /// <param name="roles">App roles; the claim <c>roles</c>.</param>
    /// <param name="now">When the person signed in.</param>
    /// <param name="lifetime">How long it is valid; <see cref="Lifetime"/> when null.</param>
    public static string Issue(SecurityKey key, string id, IReadOnlyCollection<string> roles, DateTimeOffset now, TimeSpan? lifetime = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Name,
            Audience = Audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + (lifetime ?? Lifetime)).UtcDateTime,
            Claims = new Dictionary<string, object>
            {
                ["oid"] = id,
                ["sub"] = id,
                ["roles"] = roles.ToArray(),
                ["scp"] = "access_as_user",
                ["auth_time"] = now.ToUnixTimeSeconds(),
            },
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256),
        });
    }
}
