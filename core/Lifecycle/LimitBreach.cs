namespace Serverless.Core.Lifecycle;

/// <summary>A limit that a strategy would violate.</summary>
/// <param name="Limit">Name of the limit.</param>
/// <param name="Message">What is violated by how much, and what to do.</param>
public sealed record LimitBreach(string Limit, string Message);
