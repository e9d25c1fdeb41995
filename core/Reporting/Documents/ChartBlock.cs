using Serverless.Core.Reporting.Charts;

namespace Serverless.Core.Reporting.Documents;

/// <summary>A chart, with the table that says the same.</summary>
/// <param name="Chart">The chart.</param>
public sealed record ChartBlock(Chart Chart) : ReportBlock;
