using Serverless.Core.Backtesting.Results;

namespace Serverless.Core.Backtesting.Sweeps;

/// <summary>The rows of a sweep as a table: a column for each parameter, the figures, and what failed.</summary>
public static class SweepTable
{
    /// <summary>The table <c>sweep</c>; there is one row at least.</summary>
    public static ResultTable Of(IReadOnlyList<SweepRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfZero(rows.Count);
        var table = new Rows<SweepRow>(rows);
        return new ResultTable(
            "sweep",
            [
                .. rows[0].Parameters.Keys.Select(name => table.Figures(name, row => row.Parameters[name])),
                table.Optional("final_equity", row => row.FinalEquity),
                .. SweepFigure.All.Select(figure => table.Optional(figure.Name, figure.Of)),
                table.Texts("failure", row => row.Failure?.ToString() ?? ""),
            ]);
    }
}
