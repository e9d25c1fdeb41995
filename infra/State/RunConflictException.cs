namespace Serverless.Infra.State;

/// <summary>A run was repeated and gave another result than before, although the same input must give the same bytes.</summary>
/// <param name="message">Names the blob and both hashes.</param>
public sealed class RunConflictException(string message) : InvalidOperationException(message);
