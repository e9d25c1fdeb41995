namespace Microsoft.Azure.Functions.Worker.Durable;

/// <summary>What the engine hands to a function: the trigger's own object, and the deserialized input.</summary>
internal sealed record DurableCall(object Context, object? Input);
