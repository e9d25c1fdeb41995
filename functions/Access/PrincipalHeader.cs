using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serverless.Functions.Access;

/// <summary>
/// Reads <c>X-MS-CLIENT-PRINCIPAL</c>: base64 of JSON with the claims of whom App Service Authentication has signed in. It is an assertion that nothing signs,
/// so that it counts only where the front end overwrites it.
/// </summary>
internal static class PrincipalHeader
{
    /// <summary>Name of the header.</summary>
    public const string Name = "X-MS-CLIENT-PRINCIPAL";

    private const int Longest = 16 * 1024;
    private static readonly string[] IdTypes = ["oid", "http://schemas.microsoft.com/identity/claims/objectidentifier"];
    private static readonly string[] ScopeTypes = ["scp", "http://schemas.microsoft.com/identity/claims/scope"];
    private static readonly string[] TimeTypes = ["auth_time", "iat"];

    /// <summary>The caller; null when the header is damaged or names nobody.</summary>
    public static Caller? Read(string header)
    {
        if (header.Length > Longest)
            return null;
        try
        {
            var principal = JsonSerializer.Deserialize<Principal>(Convert.FromBase64String(header));
            if (principal?.Claims is not { } claims || First(claims, IdTypes) is not { } id)
                return null;
            var roles = claims.Where(claim => claim.Type == "roles" || (principal.RoleType is { } type && claim.Type == type)).Select(claim => claim.Value);
            return new Caller(id, RoleExtensions.Named(roles.OfType<string>()))
            {
                IsAmbient = true,
                IsPerson = First(claims, ScopeTypes) is not null,
                SignedInAt = Caller.TimeOf(First(claims, TimeTypes)),
            };
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            return null;
        }
    }

    private static string? First(IReadOnlyList<Claim> claims, string[] types) => types
        .Select(type => claims.FirstOrDefault(claim => claim.Type == type)?.Value)
        .FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));

    private sealed record Principal(
        [property: JsonPropertyName("claims")] IReadOnlyList<Claim>? Claims, [property: JsonPropertyName("role_typ")] string? RoleType);

    private sealed record Claim([property: JsonPropertyName("typ")] string? Type, [property: JsonPropertyName("val")] string? Value);
}
