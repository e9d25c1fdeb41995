using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Lifecycle;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Api;

/// <summary><c>GET /api/v1/deployments</c>: strategies that have come up for promotion, from their table.</summary>
public sealed class ListDeployments(DeploymentReader reader)
{
    private const int UsualPage = 100;

    /// <summary>
    /// 200 with a page, the highest stage first, then the best rank, and, unless it is the last, the <c>nextLink</c>; <c>stage</c> names one stage,
    /// <c>maxpagesize</c> is 1 to 200. 400 for another stage or size, or a link that is damaged.
    /// </summary>
    [Function(nameof(ListDeployments))]
    [RequiresRole(Role.Viewer)]
    [OrdinaryRead]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/deployments")] HttpRequest request, CancellationToken cancellation)
    {
        LifecycleStage? wanted = null;
        if (request.Query["stage"] is [{ Length: > 0 } asked])
        {
            if (!Enum.TryParse<LifecycleStage>(asked, ignoreCase: true, out var stage) || !Enum.IsDefined(stage))
                return Problems.Of(StatusCodes.Status400BadRequest, "stage-invalid", $"stage must be one of {string.Join(", ", Enum.GetNames<LifecycleStage>())}.");
            wanted = stage;
        }

        try
        {
            var (rows, next) = await reader.ListAsync(wanted, Pages.Token(request.Query), Pages.Size(request.Query, UsualPage), cancellation);
            return Results.Ok(new DeploymentList([.. rows.Select(DeploymentResource.Of)], Pages.Next(request, next)));
        }
        catch (FormatException error)
        {
            return Pages.Refused(error);
        }
    }
}
