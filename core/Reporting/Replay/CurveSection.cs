using Serverless.Core.Metrics;
using Serverless.Core.Reporting.Charts;
using Serverless.Core.Reporting.Documents;
using Serverless.Core.Reporting.TearSheets;

namespace Serverless.Core.Reporting.Replay;

/// <summary>Equity of the platform beside the market and buy and hold, falls, and seats taken.</summary>
internal static class CurveSection
{
    public static ReportSection Of(ReplayInput input, ReplaySummary summary)
    {
        var shades = RegimeShades.Of(input.Events, input.End.UtcTicks);
        ReplayCurve[] compared = [.. new[] { summary.Platform, summary.Market, summary.BuyAndHold }.OfType<ReplayCurve>()];
        return new ReportSection(
            "equity",
            "What it earned and risked",
            summary.Days.Count == 0 ? [new ProseBlock("There are no days.")] :
            [
                new TableBlock(Figures(summary)),
                new ChartBlock(Growth("growth", "Growth of 1, logarithmic", compared, shades) with { IsLogarithmic = true }),
                new ChartBlock(Equity(summary, shades)),
                new ChartBlock(Falls(compared)),
                new ChartBlock(Growth("books", "Live strategies on the capital that they held, and strategies on paper", [summary.Live, summary.Paper], shades)),
                new ChartBlock(Seats(summary)),
            ]);
    }

    private static ReportTable Figures(ReplaySummary summary)
    {
        ReplayCurve[] curves = [.. new[] { summary.Platform, summary.Live, summary.Paper, summary.Market, summary.BuyAndHold }.OfType<ReplayCurve>()];
        return new ReportTable(
            "figures",
            "Daily returns over all calendar days, 365.25 a year, risk-free rate 0; correlation and beta over the days of the benchmark. The benchmark is before costs.",
            ["", "Days", "Return", "Return a year", "Volatility", "Sharpe", "Sortino", "Deepest fall", "Calmar", "Correlation", "Beta"],
            [.. curves.Select(curve => Row(curve, summary.Market))]);
    }

    private static IReadOnlyList<Cell> Row(ReplayCurve curve, ReplayCurve? market)
    {
        var (figures, days) = (curve.Figures, curve.Days.Length);
        var beside = market is null ? null : BenchmarkComparison.Measure(curve.Within(market).Returns, market.Returns, ReplayCurve.DaysPerYear);
        return
        [
            Cell.Text(curve.Name),
            Cell.Count(days),
            Cell.Percent(figures.TotalReturn),
            Cell.From(days, MinimumSample.SpanDays, CellKind.Percent, figures.Cagr),
            Cell.From(days, MinimumSample.Days, CellKind.Percent, figures.Volatility),
            Cell.From(days, MinimumSample.Days, CellKind.Ratio, figures.Sharpe),
            Cell.From(days, MinimumSample.Days, CellKind.Ratio, figures.Sortino),
            Cell.Percent(figures.MaxDrawdown),
            Cell.From(days, MinimumSample.SpanDays, CellKind.Ratio, figures.Calmar),
            Cell.Ratio(curve == market ? null : beside?.Correlation),
            Cell.Ratio(curve == market ? null : beside?.Beta),
        ];
    }

    private static LineChart Growth(string id, string title, ReplayCurve[] curves, IReadOnlyList<ChartShade> shades) => new(
        id,
        title,
        $"{string.Join("; ", curves.Select(curve => $"{curve.Name} {Words.Signed(curve.Figures.TotalReturn)}"))}. Shaded: regimes that ask for caution.",
        ReplayTables.MonthEnds($"{id}-table", "Growth of 1 at month ends.", curves, CellKind.Ratio, curve => curve.Growth()))
    {
        Series = [.. curves.Select(curve => ReplayTables.Series(curve, curve.Growth()))],
        Baseline = 1,
        Shades = shades,
    };

    private static LineChart Equity(ReplaySummary summary, IReadOnlyList<ChartShade> shades)
    {
        var equity = summary.Days.Select(day => day.Equity).ToArray();
        double[] Of(ReplayCurve curve) => curve == summary.Platform ? equity : curve.Growth();
        return new LineChart(
            "platform",
            "Equity of the platform",
            $"{Words.Money((double)summary.Capital)} became {Words.Money(equity[^1])}; at its lowest it was {Words.Money(equity.Min())} on {Words.Date(summary.Days[Array.IndexOf(equity, equity.Min())].Date)}.",
            ReplayTables.MonthEnds("platform-table", "Equity at month ends.", [summary.Platform], CellKind.Money, Of))
        {
            Series = [ReplayTables.Series(summary.Platform, equity)],
            Kind = CellKind.Money,
            Baseline = (double)summary.Capital,
            IsFilled = true,
            Shades = shades,
        };
    }

    private static LineChart Falls(ReplayCurve[] curves) => new(
        "falls",
        "Below the highest value so far",
        $"Deepest: {string.Join("; ", curves.Select(curve => $"{curve.Name} {Words.Percent(curve.Figures.MaxDrawdown)}"))}.",
        ReplayTables.MonthEnds("falls-table", "Falls at month ends.", curves, CellKind.Percent, curve => curve.Underwater()))
    {
        Series = [.. curves.Select(curve => ReplayTables.Series(curve, curve.Underwater()))],
        Kind = CellKind.Percent,
        Baseline = 0,
        IsFilled = true,
    };

    private static LineChart Seats(ReplaySummary summary)
    {
        ReplayCurve[] counts = [Counted("Live"), Counted("On paper")];
        double[] Of(ReplayCurve curve) => [.. summary.Days.Select(day => (double)(curve == counts[0] ? day.Live : day.OnPaper))];
        return new LineChart(
            "seats",
            "Seats taken, and strategies on paper",
            $"On average {Words.Ratio(summary.Days.Average(day => day.Live))} strategies were live, {Words.Count(summary.Days.Max(day => day.Live))} at most.",
            ReplayTables.MonthEnds("seats-table", "Strategies at month ends.", counts, CellKind.Count, Of))
        {
            Series = [.. counts.Select(curve => ReplayTables.Series(curve, Of(curve)))],
            Kind = CellKind.Count,
            Baseline = 0,
            IsFilled = true,
        };

        ReplayCurve Counted(string name) => summary.Platform with { Name = name };
    }
}
