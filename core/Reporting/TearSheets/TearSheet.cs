using Serverless.Core.Reporting.Documents;
using Serverless.Core.Reporting.Regimes;
using Serverless.Core.Reporting.Runs;

namespace Serverless.Core.Reporting.TearSheets;

/// <summary>
/// The report of one run: verdict, figures with intervals, equity, drawdowns, rolling figures, months, trades, costs, capacity, crises, what may come, models, limits, data and a glossary.
/// A function of run and options alone.
/// </summary>
public static class TearSheet
{
    /// <summary>Makes the sheet.</summary>
    /// <exception cref="ArgumentException">The run has no steps.</exception>
    public static ReportDocument Of(ReportRun run, TearSheetOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Curve.Equity.Length == 0)
            throw new ArgumentException($"{run.RunId} has no steps{(run.Failure is { } failure ? $": {failure}" : "")}; there is nothing to report.", nameof(run));
        var figures = new SheetFigures(run, options ?? new TearSheetOptions());
        return new ReportDocument(run.Title, Words.Span(run.Curve), [.. Sections(figures).OfType<ReportSection>()]);
    }

    private static IEnumerable<ReportSection?> Sections(SheetFigures figures) =>
    [
        RunSection.Of(figures),
        VerdictSection.Of(figures),
        FiguresSection.Of(figures),
        EquitySection.Of(figures),
        RollingSection.Of(figures),
        CalendarSection.Of(figures),
        DrawdownSection.Of(figures),
        TradesSection.Of(figures),
        CostsSection.Of(figures),
        CapacitySection.Of(figures),
        CrisisSection.Of(figures),
        ConeSection.Of(figures),
        WalkForwardSection.Of(figures),
        .. ModelsSection.Of(figures),
        RegimeReport.Section(figures.Run),
        LimitsSection.Of(figures),
        DataSection.Of(figures),
        ParametersSection.Of(figures),
        GlossarySection.Of(figures),
    ];
}
