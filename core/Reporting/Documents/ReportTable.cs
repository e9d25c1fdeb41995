namespace Serverless.Core.Reporting.Documents;

/// <summary>A table of a report. The first cell of each row names the row.</summary>
/// <param name="Id">Name for links and programs, in kebab case; once in a document.</param>
/// <param name="Caption">What it holds.</param>
/// <param name="Headings">Name of each column.</param>
/// <param name="Rows">Rows of as many cells.</param>
public sealed record ReportTable(string Id, string Caption, IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<Cell>> Rows);
