namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>How two live strategies move together.</summary>
/// <param name="First">Id of the better one by score.</param>
/// <param name="Second">Id of the other.</param>
/// <param name="Days">Days that both have.</param>
/// <param name="Correlation">Of all days.</param>
/// <param name="Calm">Of the days before the last ones; null when they are too few.</param>
/// <param name="Stress">Of the last days; null when they are too few.</param>
public sealed record PairCorrelation(string First, string Second, int Days, double Correlation, double? Calm, double? Stress);
