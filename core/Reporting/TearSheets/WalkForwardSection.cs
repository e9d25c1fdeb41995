using Serverless.Core.Reporting.Documents;

namespace Serverless.Core.Reporting.TearSheets;

/// <summary>What was left out-of-sample of what was chosen in-sample, and how far the chosen parameters moved.</summary>
internal static class WalkForwardSection
{
    public static ReportSection? Of(SheetFigures figures)
    {
        if (figures.Options.Evidence?.WalkForward is not { } analysis)
            return null;
        return new ReportSection(
            "walk-forward",
            "Walk-forward",
            [
                new FiguresBlock(
                [
                    new ReportFigure("Sharpe ratio in-sample", Cell.Ratio(analysis.InSampleSharpe)),
                    new ReportFigure("Sharpe ratio out-of-sample", Cell.Ratio(analysis.OutOfSampleSharpe)),
                    new ReportFigure("Lost of it", Cell.Ratio(analysis.Degradation)),
                    new ReportFigure("Efficiency", Cell.Ratio(analysis.Efficiency)),
                    new ReportFigure("Windows that gained", Cell.Percent(analysis.ProfitableWindows)),
                ]),
                new TableBlock(new ReportTable(
                    "walk-forward-parameters",
                    "Parameters chosen in the training part of each window. Stability is 1 when a value never moves, about 0.67 when it is chosen at random.",
                    ["Parameter", "Mean", "Smallest", "Largest", "Changes", "Stability"],
                    [.. analysis.Parameters.Select(parameter => (Cell[])
                    [
                        Cell.Text(parameter.Name),
                        Cell.Quantity(parameter.Mean),
                        Cell.Quantity(parameter.Smallest),
                        Cell.Quantity(parameter.Largest),
                        Cell.Count(parameter.Changes),
                        Cell.Ratio(parameter.Stability),
                    ])])),
                new ProseBlock("Means over windows, Sharpe ratios annualised. Efficiency is the return per bar out-of-sample ÷ in-sample (Pardo, 2008); more than one half is asked for."),
            ]);
    }
}
