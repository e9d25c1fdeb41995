namespace Serverless.Core.Backtesting;

/// <summary>Why a run stopped.</summary>
/// <param name="BarTime">UTC open time of the bar at which it stopped; null when it did not start.</param>
/// <param name="Reason">What went wrong.</param>
public sealed record BacktestFailure(DateTime? BarTime, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() => BarTime is { } time ? $"{time:yyyy-MM-dd HH:mm}Z: {Reason}" : Reason;
}
