using Serverless.Core.Backtesting;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;
using Serverless.Core.Reporting.Documents;
using Serverless.Core.Reporting.Runs;
using Serverless.Core.Reporting.TearSheets;
using Serverless.Core.Reporting.Writing;
using Serverless.Core.Scoring.Evidence;
using Serverless.Core.Validation;

namespace Serverless.Core.Tests.Reporting;

public sealed class TearSheetTests
{
    private static readonly ReportRun Run = MadeRun.Of(1_500);

    [Fact]
    public void Of_ARun_HasItsSectionsInOrder()
    {
        var sections = Sheets.Of(MadeRun.Of(1_500, sleeves: 2)).Sections.Select(section => section.Id);

        Assert.Equal(
            ["run", "verdict", "figures", "equity", "rolling", "calendar", "drawdowns", "trades", "costs", "crises", "cone", "models", "model-1", "model-2", "limits", "data", "parameters", "glossary"],
            sections);
    }

    [Fact]
    public void Of_ARun_ShowsTheFiguresThatTheRunMeasured()
    {
        var sheet = Sheets.Of(Run);

        Assert.Equal(Run.Figures!.Sharpe, sheet.Figure("Sharpe ratio").Value.Number);
        Assert.Equal(Run.Figures.Cagr, sheet.Figure("CAGR").Value.Number);
        Assert.Equal(Run.Figures.MaxDrawdown, sheet.Table("all-figures").Cell("Maximum drawdown", "Value").Number);
        // The deepest of the table of drawdowns, the lowest of the chart, the months and the years: they come from one curve.
        Assert.Equal(Run.Figures.MaxDrawdown, sheet.Table("worst-drawdowns").Cell("1", "Depth").Number!.Value, 12);
        Assert.Equal(Run.Figures.MaxDrawdown, -Run.Curve.Underwater().Min(), 12);
        Assert.Equal(1 + Run.Figures.TotalReturn, Product(sheet.Table("years-table"), "Return"), 9);
        Assert.Equal(1 + Run.Figures.TotalReturn, Product(sheet.Table("months-table"), "Year as a whole"), 9);
    }

    [Fact]
    public void Of_ARun_GivesIntervalsAroundTheirFigures()
    {
        foreach (var name in new[] { "CAGR", "Volatility", "Sharpe ratio", "Sortino ratio" })
        {
            var figure = Sheets.Of(Run).Figure(name);
            Assert.InRange(figure.Value.Number!.Value, figure.Interval!.Value.Low, figure.Interval.Value.High);
        }
    }

    [Fact]
    public void Of_FewDays_SaysNotEnoughDataInsteadOfANumber()
    {
        var sheet = Sheets.Of(MadeRun.Of(20, trades: 4));

        foreach (var name in new[] { "CAGR", "Volatility", "Sharpe ratio", "Probability of Sharpe > 0", "Calmar ratio", "Hit rate", "Profit factor" })
        {
            var figure = sheet.Figure(name);
            Assert.Equal((null, Cell.NotEnoughData), (figure.Value.Number, CellText.Of(figure.Value)));
            Assert.Null(figure.Interval);
        }

        Assert.NotNull(sheet.Table("all-figures").Cell("Total return", "Value").Number);
        Assert.DoesNotContain(sheet.Sections, section => section.Blocks.OfType<ChartBlock>().Any(chart => chart.Chart.Id is "distribution" or "cone-chart" or "rolling-sharpe"));
    }

    [Fact]
    public void Of_FewDaysOfManyBars_CountsDaysAndNotBars()
    {
        var sheet = Sheets.Of(MadeRun.Of(2_000, Timeframe.M15));

        Assert.Equal(Cell.NotEnoughData, CellText.Of(sheet.Figure("Sharpe ratio").Value));
    }

    [Fact]
    public void Of_Benchmark_StandsBesideAndChangesNoFigureOfTheRun()
    {
        var bars = SyntheticMarket.Generate("BENCH", Timeframe.D1, new DateTimeOffset(2018, 1, 1, 0, 0, 0, TimeSpan.Zero), 1_500, seed: 3);
        var with = Sheets.Of(Run, ReportBenchmark.Align(bars, Run.Curve));
        var without = Sheets.Of(Run);

        Assert.Equal(without.Figure("Sharpe ratio"), with.Figure("Sharpe ratio"));
        Assert.Equal((bars.Close[^1] / bars.Close[0]) - 1, with.Table("all-figures").Cell("Total return", "BENCH").Number!.Value, 9);
        Assert.NotNull(with.Table("all-figures").Cell("Beta", "Value").Number);
        Assert.Contains(with.Sections.SelectMany(section => section.Blocks).OfType<ChartBlock>(), chart => chart.Chart.Id == "rolling-beta");
    }

    [Fact]
    public void Of_ItselfAsBenchmark_HasBetaOneAndNoAlpha()
    {
        double[] closes = Run.Curve.Equity;
        var bars = new BarSeries("SELF", Timeframe.D1, Array.ConvertAll(Run.Curve.CloseTicks, ticks => ticks - TimeSpan.TicksPerDay), closes, closes, closes, closes, new double[closes.Length]);

        var table = Sheets.Of(Run, ReportBenchmark.Align(bars, Run.Curve)).Table("all-figures");

        Assert.Equal(1, table.Cell("Beta", "Value").Number!.Value, 9);
        Assert.Equal(0, table.Cell("Alpha a year", "Value").Number!.Value, 9);
    }

    [Fact]
    public void Align_BarsOfAnotherTime_AreRefused()
    {
        var bars = SyntheticMarket.Generate("LATE", Timeframe.D1, new DateTimeOffset(2040, 1, 1, 0, 0, 0, TimeSpan.Zero), 50, seed: 3);

        Assert.Contains("has no bars between 2018-01-02", Assert.Throws<ArgumentException>(() => ReportBenchmark.Align(bars, Run.Curve)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_Evidence_BecomesTheVerdict()
    {
        EvidenceCheck[] checks = [new("deflated-sharpe", 0.97, 0.95, 0.5, true, null), new("trades", 12, 30, 0.5, false, "More history.")];
        var verdict = TearSheet.Of(Run, new TearSheetOptions { Evidence = new ReportEvidence(checks), Bootstrap = Sheets.Few }).Sections[1].Blocks.OfType<FindingsBlock>().Single();

        Assert.Equal(("Not proven: 1 of 2 gates failed.", FindingKind.Failed), (verdict.Headline, verdict.Kind));
        Assert.Equal([FindingKind.Passed, FindingKind.Failed], verdict.Findings.Take(2).Select(finding => finding.Kind));
        Assert.Contains("More history.", verdict.Findings[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_WalkForward_HasItsTable()
    {
        var analysis = new WalkForwardAnalysis
        {
            Efficiency = 0.4,
            ProfitableWindows = 0.5,
            InSampleSharpe = 1.5,
            OutOfSampleSharpe = 0.5,
            Parameters = [new ParameterStability("fast", 20, 10, 30, 3, 0.9)],
            Regimes = [],
        };

        var sheet = TearSheet.Of(Run, new TearSheetOptions { Evidence = new ReportEvidence([new("trades", 40, 30, 1, true, null)], analysis), Bootstrap = Sheets.Few });

        Assert.Equal(30, sheet.Table("walk-forward-parameters").Cell("fast", "Largest").Number);
        Assert.Equal(FindingKind.Passed, ((FindingsBlock)sheet.Sections[1].Blocks[0]).Kind);
    }

    [Fact]
    public void Of_Failure_ReportsWhatWasDoneAndSaysSo()
    {
        var failed = Run with { Figures = null, Failure = new BacktestFailure(new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc), "ruined") };

        var sheet = Sheets.Of(failed);

        Assert.StartsWith("The run did not finish: 2020-01-01 00:00Z: ruined", ((FindingsBlock)sheet.Sections[1].Blocks[0]).Headline, StringComparison.Ordinal);
        Assert.NotEmpty(HtmlReport.Write(sheet));
    }

    [Fact]
    public void Of_RandomReturnsWithoutDrift_AreNotCalledSkill() => Assert.Contains(
        Sheets.Of(MadeRun.Of(1_500, drift: 0)).Findings(),
        finding => finding.Kind is FindingKind.Caution && finding.Text.Contains("cannot be told from 0", StringComparison.Ordinal));

    [Fact]
    public void Of_Costs_BreakEvenWhereTheTableTurns()
    {
        var table = Sheets.Of(Run).Table("cost-sensitivity");
        var net = Run.Curve.Equity[^1] - Run.Curve.Initial;

        Assert.Equal(net, table.Cell("× 1, as run", "Net profit").Number!.Value, 6);
        Assert.Equal(Run.Figures!.Sharpe!.Value, table.Cell("× 1, as run", "Sharpe ratio").Number!.Value, 12);
        Assert.Equal(net + Run.Fills.Sum(fill => fill.Cost), table.Cell("× 0.00", "Net profit").Number!.Value, 6);
        Assert.Equal(net - (2 * Run.Fills.Sum(fill => fill.Cost)), table.Cell("× 3.00", "Net profit").Number!.Value, 6);
    }

    [Fact]
    public void Of_Models_SumToTheAccount()
    {
        var run = MadeRun.Of(800, sleeves: 3);
        var table = Sheets.Of(run).Table("models-table");

        Assert.Equal(run.Figures!.TotalReturn, table.Rows.Sum(row => row[2].Number!.Value), 9);
        // Equal parts of every profit, on equal parts of the capital: the account's own figures.
        Assert.All(table.Rows, row => Assert.Equal(run.Figures.Sharpe!.Value, row[6].Number!.Value, 9));
        Assert.All(table.Rows, row => Assert.Equal(run.Figures.MaxDrawdown, row[7].Number!.Value, 9));
    }

    [Fact]
    public void Of_NoSteps_IsRefused()
    {
        var empty = Run with { Curve = new ReportCurve([], 1, [], 365) };

        Assert.Contains("has no steps", Assert.Throws<ArgumentException>(() => TearSheet.Of(empty)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Glossary_EveryFigureOfTheSheet_HasAFormula()
    {
        var bars = SyntheticMarket.Generate("BENCH", Timeframe.D1, new DateTimeOffset(2018, 1, 1, 0, 0, 0, TimeSpan.Zero), 1_500, seed: 3);
        var sheet = Sheets.Of(Run, ReportBenchmark.Align(bars, Run.Curve));
        var terms = sheet.Table("terms").Rows.Select(row => CellText.Of(row[0])).ToHashSet();
        string[] plain = ["Worst day", "Best day", "Days with a gain", "Trades", "Correlation"];

        Assert.Empty(sheet.Table("all-figures").Rows.Select(row => CellText.Of(row[0])).Except(terms).Except(plain));
    }

    private static double Product(ReportTable table, string heading) =>
        table.Rows.Aggregate(1.0, (product, row) => product * (1 + row[table.Headings.ToList().IndexOf(heading)].Number!.Value));
}
