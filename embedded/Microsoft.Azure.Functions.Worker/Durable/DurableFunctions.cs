using Microsoft.Azure.Functions.Worker.Durable.Http;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.Durable;

/// <summary>Registers functions with a durable trigger as the engine's orchestrators, activities and entities.</summary>
internal static class DurableFunctions
{
    public static void Register(DurableTaskRegistry registry, FunctionCatalog catalog, FunctionInvoker invoker, IServiceScopeFactory scopes)
    {
        foreach (var (function, trigger) in catalog.Of<OrchestrationTriggerAttribute>())
        {
            var orchestrator = new FunctionOrchestrator(function, invoker, scopes);
            registry.AddOrchestrator(trigger.Orchestration ?? function.Name, orchestrator);
        }

        foreach (var (function, trigger) in catalog.Of<ActivityTriggerAttribute>())
            registry.AddActivity(trigger.Activity ?? function.Name, services => new FunctionActivity(function, invoker, services));
        foreach (var (function, trigger) in catalog.Of<EntityTriggerAttribute>())
            registry.AddEntity(trigger.EntityName ?? function.Name, services => new FunctionEntity(function, invoker, services));
        registry.AddActivity(HttpActivity.ReservedName, services => services.GetRequiredService<HttpActivity>());
    }
}
