using System.Diagnostics;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>One invocation of one function.</summary>
internal sealed class InvocationContext(FunctionInvocation invocation) : FunctionContext
{
    private readonly ActivityTraceContext trace = new(Activity.Current);
    private readonly InvocationBindingContext binding = new(invocation.BindingData);

    public FunctionEntry Function => invocation.Function;

    /// <summary>What the trigger handed over: a request, a timer, an activity's input …</summary>
    public object? Trigger => invocation.Trigger;

    /// <summary>Arguments that a middleware has bound before the function runs, by position.</summary>
    public Dictionary<int, object?> BoundArguments { get; } = [];

    public override string InvocationId { get; } = invocation.Id;

    public override string FunctionId => FunctionDefinition.Id;

    public override TraceContext TraceContext => trace;

    public override BindingContext BindingContext => binding;

    public override RetryContext RetryContext => invocation.Retry;

    public override IServiceProvider InstanceServices { get; set; } = invocation.Services;

    public override FunctionDefinition FunctionDefinition => Function.Definition;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features { get; } = new InvocationFeatures();

    public override CancellationToken CancellationToken => invocation.CancellationToken;

    public async ValueTask<object?> ArgumentAsync(int position) =>
        BoundArguments.TryGetValue(position, out var bound) ? bound : await Function.Binders[position](this);

    private sealed class InvocationBindingContext(IReadOnlyDictionary<string, object?> data) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => data;
    }

    private sealed class ActivityTraceContext(Activity? activity) : TraceContext
    {
        public override string TraceParent => activity?.Id ?? "";

        public override string TraceState => activity?.TraceStateString ?? "";
    }
}
