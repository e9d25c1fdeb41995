using Serverless.Core.Reporting.Documents;

namespace Serverless.Core.Reporting.Charts;

/// <summary>Bars from zero, side by side: years, classes of a histogram, regimes.</summary>
public sealed record BarChart(string Id, string Title, string Summary, ReportTable Table) : Chart(Id, Title, Summary, Table)
{
    /// <summary>The bars, in order.</summary>
    public required IReadOnlyList<ChartBar> Bars { get; init; }

    /// <summary>How values are read.</summary>
    public CellKind Kind { get; init; } = CellKind.Percent;

    /// <summary>Whether every bar carries its value.</summary>
    public bool IsLabelled { get; init; } = true;
}
