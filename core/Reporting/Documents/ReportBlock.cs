namespace Serverless.Core.Reporting.Documents;

/// <summary>A part of a section. The writers know every kind.</summary>
public abstract record ReportBlock;
