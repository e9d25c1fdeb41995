namespace Serverless.Core.Audit.Notes;

/// <summary>What is stored does not lead to what was signed: the log was altered, or there are two of them. Nothing is signed until a person has looked.</summary>
/// <param name="message">What contradicts what.</param>
public sealed class CheckpointForkException(string message) : InvalidOperationException($"{message} Keep the storage as it is, and run 'audit verify'.");
