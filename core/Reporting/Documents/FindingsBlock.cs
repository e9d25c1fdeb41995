namespace Serverless.Core.Reporting.Documents;

/// <summary>A verdict in words.</summary>
/// <param name="Headline">The verdict, in one sentence.</param>
/// <param name="Kind">How good it is.</param>
/// <param name="Findings">What it rests on.</param>
public sealed record FindingsBlock(string Headline, FindingKind Kind, IReadOnlyList<Finding> Findings) : ReportBlock;
