namespace Serverless.Infra.Experiments;

/// <summary>What tells a record from all others.</summary>
/// <param name="Id">Id of the run.</param>
/// <param name="Name">Name of the experiment.</param>
public sealed record ExperimentKey(string Id, string Name);
