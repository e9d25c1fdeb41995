namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>A live figure beside the backtest's.</summary>
/// <param name="Metric">Name in snake case.</param>
/// <param name="Live">The live figure; null when undefined.</param>
/// <param name="Expected">The backtest's.</param>
/// <param name="Deviation">(live − expected) ÷ |expected|; null when a figure is undefined or nothing was expected.</param>
/// <param name="DaysNeeded">Days live before it is judged: about as many as keep luck alone from passing the limit often.</param>
/// <param name="IsJudged">Whether there are as many.</param>
/// <param name="IsDrift">Whether it is judged, and deviates beyond the limit in the direction that counts.</param>
public sealed record MetricComparison(
    string Metric, double? Live, double? Expected, double? Deviation, int DaysNeeded, bool IsJudged, bool IsDrift);
