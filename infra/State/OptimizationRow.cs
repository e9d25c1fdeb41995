namespace Serverless.Infra.State;

/// <summary>An optimisation, as lists show it.</summary>
public sealed record OptimizationRow
{
    /// <summary>Id of the optimisation, and of its orchestration.</summary>
    public required string OptimizationId { get; init; }

    /// <summary>Where it stands: <c>Running</c>, <c>Completed</c>, <c>Failed</c> or <c>Terminated</c>.</summary>
    public required string Status { get; init; }

    /// <summary>When it was asked for; never changes, it is part of the row's key.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Strategy or models, and symbols.</summary>
    public required string Title { get; init; }

    /// <summary>Name under which the search is recorded.</summary>
    public required string Experiment { get; init; }

    /// <summary>How parameter sets are chosen.</summary>
    public required string Method { get; init; }

    /// <summary>The figure that is looked for.</summary>
    public required string Objective { get; init; }

    /// <summary>Trials asked for.</summary>
    public required int Trials { get; init; }

    /// <summary>SHA-256 over the configuration of the run and the settings of the search.</summary>
    public required string ConfigHash { get; init; }

    /// <summary>Trials done; null before the end.</summary>
    public int? TrialsDone { get; init; }

    /// <summary>Objective of the best trial.</summary>
    public double? BestObjective { get; init; }

    /// <summary>Objective of the same set on what the search has not seen.</summary>
    public double? OutOfSampleObjective { get; init; }

    /// <summary>SHA-256 over the stored series.</summary>
    public required string DataHash { get; init; }

    /// <summary>The search, as experiments name it.</summary>
    public string? RunId { get; init; }

    /// <summary>SHA-256 of the result's bytes.</summary>
    public string? ResultHash { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Message { get; init; }
}
