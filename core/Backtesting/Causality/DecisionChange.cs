namespace Serverless.Core.Backtesting.Causality;

/// <summary>A decision that a strategy takes differently when only bars after it are different: it has seen the future.</summary>
/// <param name="Bar">Index of the bar at whose close it falls.</param>
/// <param name="BarTime">UTC open time of that bar.</param>
/// <param name="Decided">What it did on the bars as they are; null for nothing.</param>
/// <param name="OtherwiseDecided">What it did with the other future; null for nothing.</param>
/// <param name="Cut">Index of the last bar that both have in common, at or after <paramref name="Bar"/>.</param>
public sealed record DecisionChange(int Bar, DateTime BarTime, string? Decided, string? OtherwiseDecided, int Cut)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"bar {Bar} ({BarTime:yyyy-MM-dd HH:mm}Z): '{Decided ?? "nothing"}' became '{OtherwiseDecided ?? "nothing"}' when only bars after {Cut} changed";
}
