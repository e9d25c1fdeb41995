namespace Serverless.Core.Reporting.Charts;

/// <summary>One line of a <see cref="PanelChart"/>, filled down to zero.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Note">What is to be known of it, for example its last value.</param>
/// <param name="Values">As many as the chart has times; the line has gaps where they are not finite.</param>
public sealed record ChartPanel(string Name, string Note, double[] Values);
