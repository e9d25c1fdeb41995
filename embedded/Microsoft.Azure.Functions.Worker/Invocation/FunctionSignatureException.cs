namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>A function's signature cannot work; the message says what to change.</summary>
internal sealed class FunctionSignatureException(string message) : Exception(message);
