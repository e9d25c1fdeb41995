using System.Collections.Immutable;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>A trigger's request to run a function once.</summary>
internal sealed record FunctionInvocation(FunctionEntry Function, object? Trigger, IServiceProvider Services)
{
    public string Id { get; init; } = Guid.NewGuid().ToString();

    public IReadOnlyDictionary<string, object?> BindingData { get; init; } = ImmutableDictionary<string, object?>.Empty;

    public CancellationToken CancellationToken { get; init; }

    public InvocationRetry Retry { get; init; } = InvocationRetry.None;

    /// <summary>Runs before the first middleware.</summary>
    public Action<InvocationContext>? Prepare { get; init; }
}
