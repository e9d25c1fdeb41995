namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>A change of the size of positions.</summary>
/// <param name="From">From the first bar that opens then or later.</param>
/// <param name="Factor">What is left of the full size: 1, 0.5, or 0 while paused.</param>
public sealed record SizeChange(DateTimeOffset From, double Factor);
