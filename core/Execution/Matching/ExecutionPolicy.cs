namespace Serverless.Core.Execution.Matching;

/// <summary>Every convention by which bars fill orders, by name: part of the record of a run.</summary>
public sealed record ExecutionPolicy
{
    /// <summary>When market orders fill.</summary>
    public MarketFill MarketFill { get; init; }

    /// <summary>Price over a gap.</summary>
    public GapFill GapFill { get; init; }

    /// <summary>Order of high and low.</summary>
    public IntrabarPath IntrabarPath { get; init; }

    /// <summary>Whether a limit that is only touched fills. Strict by default: there is a queue at that price.</summary>
    public TouchRule LimitTouch { get; init; } = TouchRule.Strict;

    /// <summary>Whether a stop that is only touched is set off.</summary>
    public TouchRule StopTouch { get; init; }

    /// <summary>Exits in the bar of their entry.</summary>
    public EntryBarRule EntryBar { get; init; }

    /// <summary>Who is first at the same price.</summary>
    public OrderPriority Priority { get; init; }

    /// <summary>Bars between a decision and the first bar that its order can trade in, beyond the usual next one.</summary>
    public int LatencyBars
    {
        get;
        init => field = value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(LatencyBars), value, "LatencyBars must not be negative.");
    }

    /// <summary>Time that an order takes to arrive, after <see cref="LatencyBars"/>; it can end within a bar.</summary>
    public OrderLatency Latency { get; init; } = OrderLatency.None;

    /// <summary>Largest share of a bar's volume that the run's orders take together; null for no limit.</summary>
    public double? VolumeParticipation
    {
        get;
        init => field = value is null or (> 0 and <= 1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(VolumeParticipation), value, "VolumeParticipation must be above 0 and at most 1.");
    }
}
