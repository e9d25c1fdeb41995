using System.Globalization;
using Serverless.Core.Reporting.Charts;
using Serverless.Core.Reporting.Documents;
using Serverless.Core.Validation;

namespace Serverless.Core.Reporting.TearSheets;

/// <summary>What was left out-of-sample of what was chosen in-sample, window by window, and how far the chosen parameters moved.</summary>
internal static class WalkForwardSection
{
    private static readonly string[] Headings = ["Window", "In-sample", "Out-of-sample", "Chosen", "Sharpe in", "Sharpe out", "Return in", "Return out", "Efficiency", "Trades"];

    public static ReportSection? Of(SheetFigures figures)
    {
        if (figures.Options.Evidence?.WalkForward is not { } analysis)
            return null;
        return new ReportSection(
            "walk-forward",
            "Walk-forward",
            [
                Summary(analysis),
                .. analysis.Steps.Count(step => step.Reason is null) > 1 ? [new ChartBlock(Chart(analysis))] : Array.Empty<ReportBlock>(),
                .. analysis.Steps.Count > 0 ? [new TableBlock(Windows("walk-forward-windows", analysis.Steps))] : Array.Empty<ReportBlock>(),
                new TableBlock(Parameters(analysis.Parameters)),
                new ProseBlock("Means over windows, Sharpe ratios annualised. Efficiency is the return per bar out-of-sample ÷ in-sample (Pardo, 2008); more than one half is asked for. Parameters were chosen anew in each window; the run of this report trades one set throughout, so that its own equity is in-sample for whoever chose that set on these years."),
            ]);
    }

    private static FiguresBlock Summary(WalkForwardAnalysis analysis) => new(
    [
        new ReportFigure("Sharpe ratio in-sample", Cell.Ratio(analysis.InSampleSharpe)),
        new ReportFigure("Sharpe ratio out-of-sample", Cell.Ratio(analysis.OutOfSampleSharpe)),
        new ReportFigure("Lost of it", Cell.Ratio(analysis.Degradation)),
        new ReportFigure("Efficiency", Cell.Ratio(analysis.Efficiency)),
        new ReportFigure("Windows that gained", Cell.Percent(analysis.ProfitableWindows)),
    ]);

    private static LineChart Chart(WalkForwardAnalysis analysis)
    {
        var steps = analysis.Steps.Where(step => step.Reason is null).ToList();
        long[] ends = [.. steps.Select(step => step.Window.TestEnd.Ticks)];
        var better = steps.Count(step => step.OutOfSampleSharpe >= step.InSampleSharpe);
        return new LineChart(
            "walk-forward-chart",
            "Sharpe ratio by window",
            $"In {better} of {steps.Count} windows the test part was as good as the training part before it.",
            Windows("walk-forward-chart-table", analysis.Steps))
        {
            Series =
            [
                ChartSeries.Over("Out-of-sample", ends, steps.Select(step => step.OutOfSampleSharpe)),
                ChartSeries.Over("In-sample", ends, steps.Select(step => step.InSampleSharpe)),
            ],
            Baseline = 0,
        };
    }

    private static ReportTable Windows(string id, IReadOnlyList<WalkForwardStep> steps) => new(
        id,
        "Every window: parameters with the best Sharpe ratio in-sample, and what they made out-of-sample.",
        Headings,
        [.. steps.Select(Row)]);

    private static Cell[] Row(WalkForwardStep step)
    {
        var window = step.Window;
        var (trained, tested) = ((int)(window.TrainEnd - window.TrainStart).TotalDays, (int)(window.TestEnd - window.TestStart).TotalDays);
        return
        [
            Cell.Text((window.Index + 1).ToString(CultureInfo.InvariantCulture)),
            Cell.Text(Span(window.TrainStart, window.TrainEnd)),
            Cell.Text(Span(window.TestStart, window.TestEnd)),
            Cell.Text(step.Reason ?? (step.Parameters is { Count: > 0 } chosen ? string.Join(", ", chosen.Select(pair => $"{pair.Key} {CellText.Number(CellKind.Number, pair.Value)}")) : "")),
            Cell.From(trained, MinimumSample.Days, CellKind.Ratio, step.InSampleSharpe),
            Cell.From(tested, MinimumSample.Days, CellKind.Ratio, step.OutOfSampleSharpe),
            Cell.Percent(step.InSampleReturn),
            Cell.Percent(step.OutOfSampleReturn),
            Cell.Ratio(step.Efficiency),
            Cell.Count(step.Trades),
        ];
    }

    private static ReportTable Parameters(IReadOnlyList<ParameterStability> parameters) => new(
        "walk-forward-parameters",
        "Parameters chosen in the training part of each window. Stability is 1 when a value never moves, about 0.67 when it is chosen at random.",
        ["Parameter", "Mean", "Smallest", "Largest", "Changes", "Stability"],
        [.. parameters.Select(parameter => (Cell[])
        [
            Cell.Text(parameter.Name),
            Cell.Quantity(parameter.Mean),
            Cell.Quantity(parameter.Smallest),
            Cell.Quantity(parameter.Largest),
            Cell.Count(parameter.Changes),
            Cell.Ratio(parameter.Stability),
        ])]);

    private static string Span(DateTime from, DateTime to) => $"{Words.Date(from)} … {Words.Date(to.Ticks)}";
}
