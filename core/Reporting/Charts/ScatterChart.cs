using Serverless.Core.Reporting.Documents;

namespace Serverless.Core.Reporting.Charts;

/// <summary>Points: gains are filled circles, losses are crosses.</summary>
public sealed record ScatterChart(string Id, string Title, string Summary, ReportTable Table) : Chart(Id, Title, Summary, Table)
{
    /// <summary>The points.</summary>
    public required IReadOnlyList<ChartPoint> Points { get; init; }

    /// <summary>Name of the horizontal axis.</summary>
    public required string XTitle { get; init; }

    /// <summary>Name of the vertical axis.</summary>
    public required string YTitle { get; init; }

    /// <summary>How values are read.</summary>
    public CellKind Kind { get; init; } = CellKind.Percent;
}
