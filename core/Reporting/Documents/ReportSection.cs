namespace Serverless.Core.Reporting.Documents;

/// <summary>A section of a report.</summary>
/// <param name="Id">Name for links and programs, in kebab case; once in a document.</param>
/// <param name="Title">Its title.</param>
/// <param name="Blocks">What it holds, in order.</param>
public sealed record ReportSection(string Id, string Title, IReadOnlyList<ReportBlock> Blocks);
