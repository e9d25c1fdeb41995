using System.Net.Http.Headers;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Serverless.Infra.Identity;

namespace Serverless.EndToEnd;

/// <summary>People of a host on this machine, and tokens that must not be one.</summary>
internal sealed class Credentials(string keyFile)
{
    private readonly SecurityKey key = DevelopmentKey.ReadOrCreate(keyFile);

    /// <summary>Settings of a host that takes these tokens.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["AZURE_FUNCTIONS_ENVIRONMENT"] = "Development",
        ["Access__DevelopmentKeyFile"] = keyFile,
    };

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public string TokenOf(string id, params string[] roles) => DevelopmentIssuer.Issue(key, id, roles, Now);

    /// <summary>A token that is still valid, of somebody who signed in a while ago.</summary>
    public string StaleTokenOf(string id, params string[] roles) => DevelopmentIssuer.Issue(key, id, roles, Now.AddMinutes(-10));

    public string Expired() => DevelopmentIssuer.Issue(key, "expired", ["Admin", "Compliance"], Now.AddHours(-2));

    public string WrongAudience() => Sign(DevelopmentIssuer.Name, "api://another");

    public string WrongIssuer() => Sign("https://login.microsoftonline.com/common/v2.0", DevelopmentIssuer.Audience);

    public string Unsigned()
    {
        var token = TokenOf("nobody", "Admin", "Compliance");
        return $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{token.Split('.')[1]}.";
    }

    /// <summary>Sends a key, a token, or nothing.</summary>
    public static void Authenticate(HttpRequestHeaders headers, string? credential)
    {
        if (credential?.Contains('.', StringComparison.Ordinal) == true)
            headers.Authorization = new AuthenticationHeaderValue("Bearer", credential);
        else if (credential is not null)
            headers.Add("x-api-key", credential);
    }

    private string Sign(string issuer, string audience) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = issuer,
        Audience = audience,
        Expires = Now.AddHours(1).UtcDateTime,
        Claims = new Dictionary<string, object> { ["oid"] = "somebody", ["scp"] = "access_as_user", ["roles"] = new[] { "Admin", "Compliance" } },
        SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256),
    });
}
