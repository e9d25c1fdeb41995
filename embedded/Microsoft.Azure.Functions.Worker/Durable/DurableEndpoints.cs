using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker.Keys;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded;

namespace Microsoft.Azure.Functions.Worker.Durable;

/// <summary>The durable management API; every request needs the system key. Where it is switched off, none of it exists.</summary>
internal sealed class DurableEndpoints(
    DurableTaskClient client, DurableEngine engine, DurableWebhooks webhooks, HostKeys keys, DurableSettings settings, TimeProvider time)
{
    private readonly InstanceQueries queries = new(client, engine);
    private readonly InstanceCommands commands = new(client, webhooks, time);
    private readonly EntityRequests entities = new(client);

    public void Map(IEndpointRouteBuilder endpoints)
    {
        if (!settings.HasManagementApi)
            return;
        var api = endpoints.MapGroup(DurableWebhooks.Prefix);
        api.MapPost("orchestrators/{name}/{instanceId?}", Secured(commands.StartAsync));
        api.MapGet("instances", Secured(queries.ListAsync));
        api.MapDelete("instances", Secured(commands.PurgeManyAsync));
        api.MapGet("instances/{id}", Secured(queries.StatusAsync));
        api.MapDelete("instances/{id}", Secured(commands.PurgeAsync));
        api.MapPost("instances/{id}/raiseEvent/{eventName}", Secured(commands.RaiseEventAsync));
        api.MapPost("instances/{id}/terminate", Secured(commands.TerminateAsync));
        api.MapPost("instances/{id}/suspend", Secured(commands.SuspendAsync));
        api.MapPost("instances/{id}/resume", Secured(commands.ResumeAsync));
        api.MapPost("instances/{id}/rewind", Secured(commands.RewindAsync));
        api.MapPost("instances/{id}/restart", Secured(commands.RestartAsync));
        api.MapGet("entities/{name?}", Secured(entities.ListAsync));
        api.MapGet("entities/{name}/{key}", Secured(entities.StateAsync));
        api.MapPost("entities/{name}/{key}", Secured(entities.SignalAsync));
        api.MapDelete("entities/{name}/{key}", Secured(entities.DeleteAsync));
        // A hub on one machine has one host, so it is the primary one.
        api.MapPost("makeprimary", Secured(_ => Task.FromResult(Results.Ok())));
    }

    private RequestDelegate Secured(Func<HttpContext, Task<IResult>> answer) => async context =>
    {
        if (!keys.Allow(context.Request, AuthorizationLevel.System))
        {
            await HostKeys.Refuse(context);
            return;
        }

        IResult result;
        try
        {
            result = await answer(context);
        }
        catch (Exception e) when (DurableErrors.StatusOf(e) is { } status)
        {
            result = Results.Problem(detail: e.Message, statusCode: status);
        }

        await result.ExecuteAsync(context);
    };
}
