using System.Collections.Immutable;
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
            ["run", "verdict", "figures", "equity", "rolling", "calendar", "drawdowns", "trades", "costs", "capacity", "crises", "cone", "models", "model-1", "model-2", "limits", "data", "parameters", "glossary"],
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
        Assert.Equal("deflated-sharpe: 0.97, at least 0.95 asked for.", verdict.Findings[0].Text);
        Assert.Equal("trades: 12, at least 30 asked for. More history.", verdict.Findings[1].Text);
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
        // Evidence without windows, as older versions printed it, shades nothing.
        Assert.Empty(sheet.Line("equity-linear").Shades);
    }

    [Fact]
    public void Of_WalkForwardWindows_HasARowForEachAndShadesWhatNoneOfThemTests()
    {
        var sheet = TearSheet.Of(Run, new TearSheetOptions { Evidence = Evidence(), Bootstrap = Sheets.Few });
        var table = sheet.Table("walk-forward-windows");

        Assert.Equal(["1", "2", "3"], table.Rows.Select(row => CellText.Of(row[0])));
        // The last day of a part is the one before its end.
        Assert.Equal("2018-01-02 … 2018-12-31", table.Cell("1", "In-sample").Words);
        Assert.Equal("2019-01-01 … 2019-03-31", table.Cell("1", "Out-of-sample").Words);
        Assert.Equal(("fast 10, slow 50", 1.5, 0.5, 0.4), (table.Cell("1", "Chosen").Words, table.Cell("1", "Sharpe in").Number, table.Cell("1", "Sharpe out").Number, table.Cell("1", "Efficiency").Number));
        Assert.Equal("window 2 has 3 bars to test.", table.Cell("3", "Chosen").Words);
        Assert.Null(table.Cell("3", "Sharpe out").Number);
        // Tested from January to June 2019: before it and after it, also in the window without figures, nothing is known but in-sample.
        var shades = sheet.Line("equity-linear").Shades;
        Assert.Equal([("in-sample only", Run.Curve.CloseTicks[0], Day(2019, 1)), ("in-sample only", Day(2019, 7), Run.Curve.CloseTicks[^1])], shades.Select(shade => (shade.Name, shade.FromTicks, shade.ToTicks)));
        Assert.Equal(shades, sheet.Line("equity-log").Shades);
        Assert.Equal([0.5, -1.0], sheet.Line("walk-forward-chart").Series[0].Y);
        Assert.Contains("examination-7", ((FactsBlock)sheet.Sections[0].Blocks[0]).Facts.Select(fact => fact.Value));
    }

    [Fact]
    public void Of_ShortTestParts_HaveNoSharpeRatioOfTheirOwn()
    {
        var evidence = Evidence();
        var steps = evidence.WalkForward!.Steps.Select(step => step with { Window = step.Window with { TestEnd = step.Window.TestStart.AddDays(20) } });

        var sheet = TearSheet.Of(Run, new TearSheetOptions { Evidence = evidence with { WalkForward = evidence.WalkForward with { Steps = [.. steps] } }, Bootstrap = Sheets.Few });

        Assert.Equal(Cell.NotEnoughData, CellText.Of(sheet.Table("walk-forward-windows").Cell("1", "Sharpe out")));
        Assert.Equal(1.5, sheet.Table("walk-forward-windows").Cell("1", "Sharpe in").Number);
    }

    [Fact]
    public void Of_KnownMarkets_SaysHowMuchCapitalTheRunCarries()
    {
        var run = Run with { Liquidity = [new MarketLiquidity("MADEUSD", 1e6, 0.03)] };
        var sheet = Sheets.Of(run);

        var orders = run.Fills.GroupBy(fill => fill.Time).Select(order => Math.Abs(order.Sum(fill => fill.Quantity * fill.Price)) / EquityBefore(run, order.Key)).Where(share => share > 0).ToList();
        var expected = Capacity.Estimate(run.Curve.Returns.Sum(), orders.ConvertAll(share => new ImpactOrder(share, 1e6, 0.03)))!;
        Assert.Equal(expected.Amount, sheet.Figure("Capacity").Value.Number!.Value, 1e-3);
        var table = sheet.Table("capacity-table");
        Assert.Equal(0.5, table.Cell("half is left", "Impact takes").Number!.Value, 1e-9);
        Assert.Equal(0, table.Cell("nothing is left", "Profit a year").Number!.Value, 1e-3);
        Assert.Equal(Capacity.MostOfDay, table.Cell("largest order 10.0 % of a day", "Largest order, of a day").Number!.Value, 1e-9);
        Assert.Equal(table.Rows.Max(row => row[4].Number), table.Cell("most profit in money", "Profit a year").Number);
    }

    [Fact]
    public void Of_MarketsWithoutVolumes_SaysNotEnoughDataInsteadOfACapacity()
    {
        Assert.Equal(Cell.NotEnoughData, CellText.Of(Sheets.Of(Run).Figure("Capacity").Value));
        Assert.Contains("how much of MADEUSD is traded", Prose(Sheets.Of(Run), "capacity"), StringComparison.Ordinal);
        // A few orders are not enough either.
        var few = MadeRun.Of(1_500, trades: 4) with { Liquidity = [new MarketLiquidity("MADEUSD", 1e6, 0.03)] };
        Assert.Equal(Cell.NotEnoughData, CellText.Of(Sheets.Of(few).Figure("Capacity").Value));
        Assert.Contains("there are 4 orders", Prose(Sheets.Of(few), "capacity"), StringComparison.Ordinal);
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

    private static ReportEvidence Evidence()
    {
        WalkForwardStep Step(int index, DateTime trainStart, DateTime testStart, DateTime testEnd) => new()
        {
            Window = new WalkForwardWindow(index, trainStart, testStart, testStart, testEnd),
            Parameters = ImmutableSortedDictionary<string, double>.Empty.Add("fast", 10).Add("slow", 50),
            InSampleSharpe = 1.5,
            OutOfSampleSharpe = index == 0 ? 0.5 : -1,
            InSampleReturn = 0.2,
            OutOfSampleReturn = 0.02,
            Efficiency = 0.4,
            Trades = 3,
        };
        DateTime Date(int year, int month) => new(Day(year, month), DateTimeKind.Utc);
        var analysis = new WalkForwardAnalysis
        {
            Efficiency = 0.4,
            ProfitableWindows = 0.5,
            InSampleSharpe = 1.5,
            OutOfSampleSharpe = 0.5,
            Parameters = [new ParameterStability("fast", 20, 10, 30, 3, 0.9)],
            Regimes = [],
            Steps =
            [
                Step(0, Date(2018, 1).AddDays(1), Date(2019, 1), Date(2019, 4)),
                Step(1, Date(2018, 4), Date(2019, 4), Date(2019, 7)),
                Step(2, Date(2018, 7), Date(2019, 7), Date(2019, 10)) with
                {
                    Parameters = null, InSampleSharpe = null, OutOfSampleSharpe = null, InSampleReturn = null, OutOfSampleReturn = null, Efficiency = null, Reason = "window 2 has 3 bars to test.",
                },
            ],
        };
        return new ReportEvidence([new("trades", 40, 30, 1, true, null)], analysis, "examination-7");
    }

    private static long Day(int year, int month) => new DateTime(year, month, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    private static double EquityBefore(ReportRun run, DateTime time) =>
        run.Curve.CloseTicks.Zip(run.Curve.Equity).LastOrDefault(step => step.First <= time.Ticks, (0, run.Curve.Initial)).Second;

    private static string Prose(ReportDocument sheet, string section) => sheet.Sections.Single(one => one.Id == section).Blocks.OfType<ProseBlock>().First().Text;

    private static double Product(ReportTable table, string heading) =>
        table.Rows.Aggregate(1.0, (product, row) => product * (1 + row[table.Headings.ToList().IndexOf(heading)].Number!.Value));
}
