namespace Serverless.Core.Reporting.Documents;

/// <summary>A name and its value.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value.</param>
public sealed record ReportFact(string Name, string Value);
