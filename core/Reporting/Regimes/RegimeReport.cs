using Serverless.Core.Reporting.Documents;
using Serverless.Core.Reporting.Runs;
using Serverless.Core.Reporting.TearSheets;

namespace Serverless.Core.Reporting.Regimes;

/// <summary>How a run of models fared in each regime: account and models, dimension by dimension.</summary>
public static class RegimeReport
{
    /// <summary>Makes the report by itself; <see cref="TearSheet"/> has the same section.</summary>
    /// <exception cref="ArgumentException">The run has no regimes.</exception>
    public static ReportDocument Of(ReportRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Section(run) is { } section
            ? new ReportDocument($"Regimes of {run.Title}", Words.Span(run.Curve), [section])
            : throw new ArgumentException($"{run.RunId} has no regimes; runs of models have.", nameof(run));
    }

    internal static ReportSection? Section(ReportRun run)
    {
        if (run.Decisions is not { All.Count: > 0 } decisions || run.Curve.Equity.Length == 0)
            return null;
        var of = decisions.Of(run.Curve);
        var blocks = new List<ReportBlock>();
        for (var dimension = 0; dimension < RunDecisions.Dimensions.Count; dimension++)
        {
            string?[] regimes = Array.ConvertAll(of, index => (string?)decisions.All[index].Regimes[dimension]);
            blocks.Add(new TableBlock(RegimeTable.Of(run, dimension, regimes)));
            blocks.Add(new ChartBlock(RegimeSpells.Chart(run, dimension, regimes)));
        }

        return new ReportSection("regimes", "Regimes", blocks);
    }
}
