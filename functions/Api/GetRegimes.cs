using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Entities;
using Serverless.Functions.Access;
using Serverless.Functions.Entities;

namespace Serverless.Functions.Api;

/// <summary><c>GET /api/v1/regimes</c>: the present volatility regime of every symbol.</summary>
public static class GetRegimes
{
    /// <summary>200 with a list in order of symbol; empty before the first cycle.</summary>
    [Function(nameof(GetRegimes))]
    [RequiresRole(Role.Viewer)]
    public static async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/regimes")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var regimes = new List<RegimeResource>();
        var query = new EntityQuery { InstanceIdStartsWith = nameof(Regime) };
        await foreach (var entity in client.Entities.GetAllEntitiesAsync<RegimeState>(query).WithCancellation(cancellation))
        {
            if (entity.Id.Name == Regime.IdOf("").Name && entity.State is { Current: { } current } state)
                regimes.Add(Describe(current, state));
        }

        return Results.Ok(regimes.OrderBy(regime => regime.Symbol, StringComparer.Ordinal));
    }

    private static RegimeResource Describe(Core.Regimes.RegimeSnapshot current, RegimeState state) => new(
        current.Symbol, current.Regime.ToString(), current.RealisedVolatility, current.AsOf, current.Stale, state.Previous?.ToString(), state.Since);
}
