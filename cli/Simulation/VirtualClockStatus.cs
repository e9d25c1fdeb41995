namespace Serverless.Cli.Simulation;

/// <summary>Where a host in virtual time stands.</summary>
/// <param name="Now">The time that it lives in.</param>
/// <param name="End">Where time ends.</param>
/// <param name="IsOver">Whether it is there, with nothing left to do.</param>
internal sealed record VirtualClockStatus(DateTimeOffset Now, DateTimeOffset End, bool IsOver);
