namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>Produces one argument of one invocation.</summary>
internal delegate ValueTask<object?> ParameterBinder(InvocationContext context);
