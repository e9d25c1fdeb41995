using Serverless.Core.Reporting.Charts;

namespace Serverless.Core.Reporting.Documents;

/// <summary>Small charts side by side, each with the table that says the same.</summary>
/// <param name="Charts">In order.</param>
public sealed record ChartGridBlock(IReadOnlyList<Chart> Charts) : ReportBlock;
