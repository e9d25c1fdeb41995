namespace Microsoft.DurableTask.Embedded.Replay;

internal enum ReplayOutcome
{
    Ok,

    /// <summary>The code made other calls than history holds.</summary>
    NonDeterministic,

    /// <summary>No such orchestrator is registered, or not in this version.</summary>
    NotRegistered,
}
