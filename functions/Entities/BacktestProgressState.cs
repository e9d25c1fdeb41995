namespace Serverless.Functions.Entities;

/// <summary>How far the run of a backtest is.</summary>
public sealed record BacktestProgressState
{
    /// <summary>When the run began; null before that.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Part of it that is done, 0 to 1.</summary>
    public double Share { get; init; }

    /// <summary>Seconds until its end, at the average pace so far; null while there is no pace.</summary>
    public double? SecondsLeft(DateTimeOffset now) =>
        StartedAt is { } started && Share > 0 ? (now - started).TotalSeconds * (1 - Share) / Share : null;
}
