namespace Serverless.Core.Reporting.Writing;

/// <summary>How a report is written.</summary>
public enum ReportFormat
{
    /// <summary>One self-contained page.</summary>
    Html,

    /// <summary>One JSON document.</summary>
    Json,

    /// <summary>One line for each value.</summary>
    Csv,
}
