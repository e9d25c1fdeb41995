using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>A function as found: its trigger, how its arguments are bound, how it is called.</summary>
internal sealed class FunctionEntry
{
    private readonly MethodInvoker invoker;
    private readonly Func<object?, ValueTask<object?>> awaitResult;
    private readonly ObjectFactory? factory;

    public FunctionEntry(
        string name,
        MethodInfo method,
        ParameterInfo triggerParameter,
        TriggerBindingAttribute trigger,
        ImmutableArray<ParameterBinder> binders)
    {
        Name = name;
        Method = method;
        TriggerParameter = triggerParameter;
        Trigger = trigger;
        Binders = binders;
        Definition = new MethodFunctionDefinition(name, method, triggerParameter);
        invoker = MethodInvoker.Create(method);
        awaitResult = Awaiting.Of(method.ReturnType);
        factory = method.IsStatic ? null : ActivatorUtilities.CreateFactory(method.DeclaringType!, []);
    }

    public string Name { get; }

    public MethodInfo Method { get; }

    public ParameterInfo TriggerParameter { get; }

    public TriggerBindingAttribute Trigger { get; }

    public ImmutableArray<ParameterBinder> Binders { get; }

    public FunctionDefinition Definition { get; }

    public Type ResultType => Awaiting.ResultOf(Method.ReturnType);

    public object? CreateTarget(IServiceProvider services) => factory?.Invoke(services, []);

    public ValueTask<object?> CallAsync(object? target, object?[] arguments) => awaitResult(invoker.Invoke(target, arguments.AsSpan()));
}
