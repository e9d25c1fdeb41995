namespace Microsoft.DurableTask.Embedded.Orchestration;

/// <summary>How orchestrator code ended: exactly one of the three.</summary>
internal sealed record EpisodeOutcome
{
    private EpisodeOutcome()
    {
    }

    public string? Output { get; private init; }

    public TaskFailureDetails? Failure { get; private init; }

    public ContinueAsNewOptions? Continuation { get; private init; }

    /// <summary>Events to hand on to the next generation.</summary>
    public IReadOnlyList<(string Name, string? Payload)> Unread { get; private init; } = [];

    public static EpisodeOutcome Completed(string? output) => new() { Output = output };

    public static EpisodeOutcome Failed(TaskFailureDetails failure) => new() { Failure = failure };

    public static EpisodeOutcome Continued(ContinueAsNewOptions options, IReadOnlyList<(string Name, string? Payload)> unread)
        => new() { Continuation = options, Unread = unread };
}
