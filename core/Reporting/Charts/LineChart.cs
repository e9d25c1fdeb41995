using Serverless.Core.Reporting.Documents;

namespace Serverless.Core.Reporting.Charts;

/// <summary>Lines over time, or over a number of days.</summary>
public sealed record LineChart(string Id, string Title, string Summary, ReportTable Table) : Chart(Id, Title, Summary, Table)
{
    /// <summary>The lines; the first one is what the chart is about.</summary>
    public required IReadOnlyList<ChartSeries> Series { get; init; }

    /// <summary>How values are read; percent axes show shares as percents.</summary>
    public CellKind Kind { get; init; } = CellKind.Ratio;

    /// <summary>Whether equal distances are equal ratios; all values must be positive then.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>Whether x is a count of days instead of UTC ticks.</summary>
    public bool CountsDays { get; init; }

    /// <summary>A value at which a line is drawn across, which the axis contains; null for none.</summary>
    public double? Baseline { get; init; }

    /// <summary>Whether the first series is filled down to the baseline.</summary>
    public bool IsFilled { get; init; }

    /// <summary>Areas between two lines, the widest first.</summary>
    public IReadOnlyList<ChartBand> Bands { get; init; } = [];

    /// <summary>Spans of time with a meaning.</summary>
    public IReadOnlyList<ChartShade> Shades { get; init; } = [];
}
