namespace Serverless.Functions.Entities;

/// <summary>How far a cycle is. All counts start at zero and only grow.</summary>
public sealed record CycleProgressState
{
    /// <summary>When the evaluation of strategies began; null before that.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Strategies of the cycle.</summary>
    public int StrategiesTotal { get; init; }

    /// <summary>Strategies with a result or a reason.</summary>
    public int StrategiesDone { get; init; }

    /// <summary>Strategies that ended with a reason instead of a result.</summary>
    public int StrategiesWithoutResult { get; init; }

    /// <summary>Walk-forward windows of all strategies.</summary>
    public int WindowsTotal { get; init; }

    /// <summary>Walk-forward windows evaluated.</summary>
    public int WindowsDone { get; init; }

    /// <summary>
    /// Seconds until the last strategy is scored, at the average pace so far; null before the first window is evaluated. Windows and
    /// strategies count for half of the work each, because scores follow when a strategy's windows are done.
    /// </summary>
    public double? SecondsLeft(DateTimeOffset now)
    {
        if (StartedAt is not { } started || WindowsDone == 0)
            return null;
        var done = ((double)WindowsDone / WindowsTotal + (double)StrategiesDone / StrategiesTotal) / 2;
        return (now - started).TotalSeconds * (1 - done) / done;
    }
}
