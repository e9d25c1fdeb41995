namespace Serverless.Infra.State;

/// <summary>A backtest that was started over HTTP, as lists show it.</summary>
public sealed record BacktestRow
{
    /// <summary>Id of the backtest, and of its orchestration.</summary>
    public required string BacktestId { get; init; }

    /// <summary>Where it stands: <c>Running</c>, <c>Completed</c>, <c>Failed</c> or <c>Terminated</c>.</summary>
    public required string Status { get; init; }

    /// <summary>When it was asked for; never changes, it is part of the row's key.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Strategies or models and symbols.</summary>
    public required string Title { get; init; }

    /// <summary>Name under which the run is recorded.</summary>
    public required string Experiment { get; init; }

    /// <summary>SHA-256 of the configuration.</summary>
    public required string ConfigHash { get; init; }

    /// <summary>SHA-256 over the stored series.</summary>
    public required string DataHash { get; init; }

    /// <summary>The run, as experiments name it.</summary>
    public string? RunId { get; init; }

    /// <summary>SHA-256 of the summary's bytes.</summary>
    public string? ResultHash { get; init; }

    /// <summary>Why the run stopped before its end, or why there is none.</summary>
    public string? Message { get; init; }
}
