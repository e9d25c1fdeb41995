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

    /// <summary>Name of the template.</summary>
    public required string Template { get; init; }

    /// <summary>The instrument.</summary>
    public required string Symbol { get; init; }

    /// <summary>How parameter sets are chosen.</summary>
    public required string Method { get; init; }

    /// <summary>The figure that is looked for.</summary>
    public required string Objective { get; init; }

    /// <summary>Trials asked for.</summary>
    public required int Trials { get; init; }

    /// <summary>SHA-256 of the settings.</summary>
    public required string ConfigHash { get; init; }

    /// <summary>Trials done; null before the end.</summary>
    public int? TrialsDone { get; init; }

    /// <summary>Objective of the best trial.</summary>
    public double? BestObjective { get; init; }

    /// <summary>Objective of the same set on bars that the search has not seen.</summary>
    public double? OutOfSampleObjective { get; init; }

    /// <summary>SHA-256 of the bars.</summary>
    public string? DataHash { get; init; }

    /// <summary>SHA-256 of the result's bytes.</summary>
    public string? ResultHash { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Message { get; init; }
}
