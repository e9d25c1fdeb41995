using Serverless.Core.Reporting.Documents;

namespace Serverless.Core.Reporting.Charts;

/// <summary>Small lines below each other over the same time, for many things side by side.</summary>
public sealed record PanelChart(string Id, string Title, string Summary, ReportTable Table) : Chart(Id, Title, Summary, Table)
{
    /// <summary>UTC ticks, ascending; at least one.</summary>
    public required IReadOnlyList<long> Ticks { get; init; }

    /// <summary>The lines, from above.</summary>
    public required IReadOnlyList<ChartPanel> Panels { get; init; }
}
