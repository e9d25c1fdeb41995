using Serverless.Core.Reporting.Documents;

namespace Serverless.Core.Reporting.Charts;

/// <summary>A grid of shares, gains in one colour and losses in another, each cell with its number.</summary>
public sealed record HeatMapChart(string Id, string Title, string Summary, ReportTable Table) : Chart(Id, Title, Summary, Table)
{
    /// <summary>Names of the rows.</summary>
    public required IReadOnlyList<string> Rows { get; init; }

    /// <summary>Names of the columns.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Values by row, then column; null for an empty cell.</summary>
    public required IReadOnlyList<IReadOnlyList<double?>> Values { get; init; }
}
