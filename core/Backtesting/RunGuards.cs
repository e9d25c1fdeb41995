using Serverless.Core.Execution.Guards;

namespace Serverless.Core.Backtesting;

/// <summary>
/// Limits on what a run may lose, looked at after every close; <see cref="PositionLimits"/> has those on what it may hold. Every action leaves a
/// <see cref="GuardEvent"/>.
/// </summary>
public sealed record RunGuards
{
    /// <summary>No limit.</summary>
    public static RunGuards None { get; } = new();

    /// <summary>
    /// Largest drawdown from the highest equity at a close, above 0, below 1. A run that halts trades no more; one that scales does so until the
    /// drawdown is smaller again. Null for no limit.
    /// </summary>
    public double? MaxDrawdown { get; init => field = Share(value, nameof(MaxDrawdown)); }

    /// <summary>
    /// Largest loss since the last close of the day before, as a share of the equity then; it counts until the next day, by the date of UTC, of US
    /// equities that of New York. Null for no limit.
    /// </summary>
    public double? DailyLoss { get; init => field = Share(value, nameof(DailyLoss)); }

    /// <summary>What happens at <see cref="MaxDrawdown"/>.</summary>
    public GuardResponse OnDrawdown { get; init; }

    /// <summary>What happens at <see cref="DailyLoss"/>.</summary>
    public GuardResponse OnDailyLoss { get; init; }

    /// <summary>
    /// What new orders are multiplied by while a guard scales, above 0, below 1; once, whatever the number of guards. The part of an order that
    /// reduces what is held when it is submitted stays whole; of a target it is the target that is scaled.
    /// </summary>
    public double SizeFactor
    {
        get;
        init => field = value is > 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(SizeFactor), value, "SizeFactor must be above 0 and below 1.");
    } = 0.5;

    private static double? Share(double? value, string name) => value is null or (> 0 and < 1)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be above 0 and below 1, or null.");
}
