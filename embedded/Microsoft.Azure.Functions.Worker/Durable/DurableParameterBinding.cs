using System.Reflection;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.Durable;

/// <summary>Parameters of orchestrators, activities and entities, and the durable client of any function.</summary>
internal static class DurableParameterBinding
{
    public static ParameterBinder For(ParameterInfo parameter, TriggerBindingAttribute trigger, bool isTrigger) => trigger switch
    {
        OrchestrationTriggerAttribute => Orchestrator(parameter, isTrigger),
        EntityTriggerAttribute => Entity(parameter, isTrigger),
        _ when isTrigger && parameter.ParameterType == typeof(TaskActivityContext) => context => new ValueTask<object?>(Call(context).Context),
        _ when isTrigger && parameter.ParameterType == typeof(FunctionContext) => context => new ValueTask<object?>(context),
        _ when isTrigger => context => new ValueTask<object?>(Call(context).Input),
        _ => ByName(parameter, FunctionActivity.IdempotencyKey),
    };

    public static ParameterBinder Client(ParameterInfo parameter) => parameter.ParameterType == typeof(DurableTaskClient)
        ? Client
        : throw new FunctionSignatureException($"[DurableClient] stands on '{parameter.ParameterType.Name} {parameter.Name}'. Its type must be DurableTaskClient.");

    /// <summary>An activity whose trigger is a context takes no input.</summary>
    public static Type ActivityInput(Type triggerType)
        => triggerType == typeof(TaskActivityContext) || triggerType == typeof(FunctionContext) ? typeof(object) : triggerType;

    /// <summary>The first parameter that nothing else supplies takes the orchestration's input.</summary>
    public static ParameterInfo? OrchestratorInput(MethodInfo method) => Array.Find(method.GetParameters(), p =>
        p.ParameterType != typeof(FunctionContext) && p.ParameterType != typeof(CancellationToken) && !p.IsDefined(typeof(BindingAttribute)));

    private static DurableCall Call(InvocationContext context) => (DurableCall)context.Trigger!;

    private static ParameterBinder Orchestrator(ParameterInfo parameter, bool isTrigger)
    {
        if (!isTrigger)
        {
            return parameter == OrchestratorInput((MethodInfo)parameter.Member)
                ? context => new ValueTask<object?>(Call(context).Input ?? (parameter.HasDefaultValue ? parameter.DefaultValue : null))
                : ByName(parameter);
        }

        return parameter.ParameterType == typeof(TaskOrchestrationContext)
            ? context => new ValueTask<object?>(Call(context).Context)
            : throw new FunctionSignatureException(
                $"[OrchestrationTrigger] stands on '{parameter.ParameterType.Name} {parameter.Name}'. Its type must be TaskOrchestrationContext.");
    }

    private static ParameterBinder Entity(ParameterInfo parameter, bool isTrigger)
    {
        if (!isTrigger)
            return ByName(parameter);
        return parameter.ParameterType == typeof(TaskEntityDispatcher)
            ? context => new ValueTask<object?>(Call(context).Context)
            : throw new FunctionSignatureException(
                $"[EntityTrigger] stands on '{parameter.ParameterType.Name} {parameter.Name}'. Its type must be TaskEntityDispatcher.");
    }

    private static ParameterBinder ByName(ParameterInfo parameter, params string[] more)
    {
        string[] names = ["instanceId", "name", .. more];
        return parameter.ParameterType == typeof(string) && names.Contains(parameter.Name)
            ? context => new ValueTask<object?>(context.BindingContext.BindingData[parameter.Name!])
            : throw ParameterBinding.Unbindable(
                parameter, string.Join(", ", names.Select(name => $"'string {name}'").Prepend("the trigger's own parameter")));
    }

    private static ValueTask<object?> Client(InvocationContext context)
    {
        var client = context.InstanceServices.GetRequiredService<DurableTaskClient>();
        context.InstanceServices.GetRequiredService<DurableWebhooks>().AttachTo(client);
        return new ValueTask<object?>(client);
    }
}
