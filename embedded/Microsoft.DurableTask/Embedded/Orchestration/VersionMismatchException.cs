namespace Microsoft.DurableTask.Embedded.Orchestration;

/// <summary>The worker is set to fail orchestrations of this version.</summary>
internal sealed class VersionMismatchException(string message) : Exception(message);
