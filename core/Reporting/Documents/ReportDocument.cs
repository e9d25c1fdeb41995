namespace Serverless.Core.Reporting.Documents;

/// <summary>
/// A report before it is written: page, JSON and CSV are made of the same values. It holds no time of writing, so that the same run gives the same bytes.
/// </summary>
/// <param name="Title">What it is about.</param>
/// <param name="Subtitle">One line below it.</param>
/// <param name="Sections">In order.</param>
public sealed record ReportDocument(string Title, string Subtitle, IReadOnlyList<ReportSection> Sections);
