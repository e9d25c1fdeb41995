using Microsoft.DurableTask.Embedded.History;

namespace Microsoft.DurableTask.Embedded.Orchestration;

/// <summary>A replay did something else than history says.</summary>
internal sealed class NonDeterminismException(ScheduledRecord expected, string actual) : Exception(
    $"Non-Deterministic workflow detected: A previous execution of this orchestration scheduled {expected.Describe()}, "
    + $"but the current replay {actual}. Was a change made to the orchestrator code after this instance had already started running?")
{
    /// <summary>The vendor's name for this failure, which clients look for.</summary>
    public const string ErrorType = "DurableTask.Core.Exceptions.NonDeterministicOrchestrationException";

    /// <summary>The call that history holds.</summary>
    public string Expected { get; } = expected.Describe();

    /// <summary>What the code did instead, as a verb and its object.</summary>
    public string Actual { get; } = actual;
}
