using Serverless.Core.Backtesting.Results;
using Serverless.Core.Backtesting.Sweeps;

namespace Serverless.Core.Optimization.Trials;

/// <summary>The trials of an optimisation as a table: what was tried, how it ended, a column for each parameter, and the figures.</summary>
public static class TrialRows
{
    /// <summary>The table <c>trials</c>; without any, no column for a parameter.</summary>
    public static ResultTable Of(IReadOnlyList<Trial> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var table = new Rows<Trial>(trials);
        return new ResultTable(
            "trials",
            [
                table.Whole("trial", trial => trial.Proposal.Number),
                table.Whole("generation", trial => trial.Proposal.Generation),
                table.Figures("data_share", trial => trial.Proposal.Share),
                table.Names("status", trial => trial.Status),
                table.Optional("objective", trial => trial.Objective),
                .. trials.Take(1).SelectMany(trial => trial.Proposal.Parameters.Keys).Select(name => table.Figures(name, trial => trial.Proposal.Parameters[name])),
                .. SweepFigure.All.Select(figure => table.Optional(figure.Name, trial => trial.Metrics is { } metrics ? figure.Of(metrics) : null)),
                table.Texts("reason", trial => trial.Reason ?? ""),
            ]);
    }
}
