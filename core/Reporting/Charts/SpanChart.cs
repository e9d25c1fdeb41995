using Serverless.Core.Reporting.Documents;

namespace Serverless.Core.Reporting.Charts;

/// <summary>Stretches of time, a row for each thing that has them.</summary>
public sealed record SpanChart(string Id, string Title, string Summary, ReportTable Table) : Chart(Id, Title, Summary, Table)
{
    /// <summary>Names of the rows, from above.</summary>
    public required IReadOnlyList<string> Rows { get; init; }

    /// <summary>What stretches may stand for; four at most.</summary>
    public required IReadOnlyList<string> Kinds { get; init; }

    /// <summary>The stretches; of those that overlap, the later ones lie above.</summary>
    public required IReadOnlyList<ChartSpan> Spans { get; init; }

    /// <summary>UTC ticks at the left edge.</summary>
    public required long FromTicks { get; init; }

    /// <summary>UTC ticks at the right edge.</summary>
    public required long ToTicks { get; init; }
}
