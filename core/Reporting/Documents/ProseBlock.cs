namespace Serverless.Core.Reporting.Documents;

/// <summary>A paragraph.</summary>
/// <param name="Text">Plain text.</param>
public sealed record ProseBlock(string Text) : ReportBlock;
