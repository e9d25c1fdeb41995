namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>What a function returned, or what a middleware put in its place.</summary>
internal sealed record InvocationOutcome(object? Value);
