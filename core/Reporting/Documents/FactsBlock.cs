namespace Serverless.Core.Reporting.Documents;

/// <summary>Names and values, side by side.</summary>
/// <param name="Facts">In order.</param>
public sealed record FactsBlock(IReadOnlyList<ReportFact> Facts) : ReportBlock;
