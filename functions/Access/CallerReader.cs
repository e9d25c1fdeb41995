using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Serverless.Functions.Access;

/// <summary>
/// Finds out who calls: by bearer token, by the front end's principal where it is trusted, by key. The first of them that a request carries
/// decides; one that is wrong is not made good by another.
/// </summary>
internal sealed class CallerReader(Tokens tokens, AccessKeys keys, IOptions<AccessOptions> options)
{
    private const string Bearer = "Bearer ";

    /// <summary>The caller, or why there is none.</summary>
    public async ValueTask<Identification> IdentifyAsync(HttpRequest request, CancellationToken cancellation)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.Length > 0)
        {
            return authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
                ? await tokens.IdentifyAsync(authorization[Bearer.Length..].Trim(), IsFromLoopback(request), cancellation)
                : Identification.Refused("token-invalid", "Authorization takes a bearer token.");
        }

        if (options.Value.TrustPrincipalHeader && request.Headers[PrincipalHeader.Name] is [{ Length: > 0 } principal])
        {
            return PrincipalHeader.Read(principal) is { } person
                ? Identification.Of(person)
                : Identification.Refused("principal-invalid", $"The header '{PrincipalHeader.Name}' is damaged.");
        }

        return keys.CallerOf(request.Headers[AccessKeys.Header]) is { } machine
            ? Identification.Of(machine)
            : Identification.Refused("credentials-missing", $"Send a bearer token, or a known key in the header '{AccessKeys.Header}'.");
    }

    private static bool IsFromLoopback(HttpRequest request) => request.HttpContext.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);
}
