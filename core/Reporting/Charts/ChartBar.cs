namespace Serverless.Core.Reporting.Charts;

/// <summary>One bar.</summary>
/// <param name="Label">What it stands for.</param>
/// <param name="Value">Its height; null for no bar.</param>
/// <param name="IsLoss">Whether it is drawn as a loss; by its sign when not given.</param>
public sealed record ChartBar(string Label, double? Value, bool? IsLoss = null);
