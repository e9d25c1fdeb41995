using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Api;

/// <summary><c>GET /api/v1/audit/keys</c>: the keys to trust, for whoever verifies. Compare them with a copy that came another way.</summary>
public sealed class GetAuditKeys(TrailKeeper keeper)
{
    /// <summary>200 with a line for each key; 404 when nothing is signed here.</summary>
    [Function(nameof(GetAuditKeys))]
    [Answers(MediaTypes.Text)]
    [RequiresRole(Role.Compliance)]
    [OrdinaryRead]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/audit/keys")] HttpRequest request,
        CancellationToken cancellation) => await keeper.ReadKeyringAsync(cancellation) is { } keyring
            ? Results.Text(keyring.ToString(), "text/plain")
            : Problems.Of(StatusCodes.Status404NotFound, "keys-missing", "Neither 'Audit:VaultKey' nor 'Audit:KeyFolder' is set: nothing is signed here.");
}
