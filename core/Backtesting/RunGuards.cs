namespace Serverless.Core.Backtesting;

/// <summary>Limits at which a run stops trading: orders are withdrawn, the position is closed at the next open, new orders are refused.</summary>
public sealed record RunGuards
{
    /// <summary>No limit.</summary>
    public static RunGuards None { get; } = new();

    /// <summary>Largest drawdown from the highest equity at a close, above 0, below 1; then the run trades no more. Null for no limit.</summary>
    public double? MaxDrawdown { get; init => field = Share(value, nameof(MaxDrawdown)); }

    /// <summary>
    /// Largest loss since the last close of the day before (UTC), as a share of the equity then; trading resumes with the next day.
    /// Null for no limit.
    /// </summary>
    public double? DailyLoss { get; init => field = Share(value, nameof(DailyLoss)); }

    private static double? Share(double? value, string name) => value is null or (> 0 and < 1)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be above 0 and below 1, or null.");
}
