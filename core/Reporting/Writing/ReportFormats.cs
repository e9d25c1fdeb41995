using Serverless.Core.Reporting.Documents;

namespace Serverless.Core.Reporting.Writing;

/// <summary>Writes reports in every <see cref="ReportFormat"/>.</summary>
public static class ReportFormats
{
    /// <summary>The bytes of a report, UTF-8.</summary>
    public static byte[] Write(this ReportDocument document, ReportFormat format) => format switch
    {
        ReportFormat.Html => HtmlReport.Write(document),
        ReportFormat.Json => JsonReport.Write(document),
        ReportFormat.Csv => CsvReport.Write(document),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Unknown format."),
    };
}
