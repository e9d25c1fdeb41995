namespace Serverless.Core.Reporting.Documents;

/// <summary>A table.</summary>
/// <param name="Table">The table.</param>
public sealed record TableBlock(ReportTable Table) : ReportBlock;
