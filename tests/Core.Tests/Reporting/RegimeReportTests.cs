using Serverless.Core.Metrics;
using Serverless.Core.Reporting.Charts;
using Serverless.Core.Reporting.Documents;
using Serverless.Core.Reporting.Regimes;
using Serverless.Core.Reporting.Runs;

namespace Serverless.Core.Tests.Reporting;

public sealed class RegimeReportTests
{
    private static readonly ReportRun Run = MadeModels.Of(400);

    [Fact]
    public void Of_Regimes_SplitEveryDayAndMultiplyToTheWhole()
    {
        var table = RegimeReport.Of(Run).Table("regimes-equity");

        Assert.Equal((100, 300), (table.Cell("equity_bear: account", "Days").Number, table.Cell("equity_bull: account", "Days").Number));
        foreach (var who in new[] { "account", "model-0", "model-1" })
        {
            var product = (1 + table.Cell($"equity_bear: {who}", "Return").Number!.Value) * (1 + table.Cell($"equity_bull: {who}", "Return").Number!.Value);
            Assert.Equal(1 + Run.Figures!.TotalReturn, product, 9);
        }
    }

    [Fact]
    public void Of_ADay_CountsToTheRegimeThatWasKnownWhenItBegan()
    {
        double[] bear = [.. Run.Curve.Returns.Where((_, day) => MadeModels.RegimeOf(day) == "equity_bear")];

        Assert.Equal(ReturnStatistics.TotalReturn(bear), RegimeReport.Of(Run).Table("regimes-equity").Cell("equity_bear: account", "Return").Number!.Value, 12);
    }

    [Fact]
    public void Of_FewDaysOfARegime_HaveNoRatio()
    {
        var table = RegimeReport.Of(MadeModels.Of(60)).Table("regimes-equity");

        Assert.Equal(Cell.NotEnoughData, CellText.Of(table.Cell("equity_bull: account", "Sharpe ratio")));
        Assert.NotNull(table.Cell("equity_bear: account", "Sharpe ratio").Number);
    }

    [Fact]
    public void Of_Stretches_AreShadedAndListed()
    {
        var document = RegimeReport.Of(Run);
        var chart = document.Sections[0].Blocks.OfType<ChartBlock>().Select(block => block.Chart).OfType<LineChart>().First();

        Assert.Equal([("equity_bear", 50.0), ("equity_bear", 50.0)], chart.Shades.Select(shade => (shade.Name, new TimeSpan(shade.ToTicks - shade.FromTicks).TotalDays)).Select(shade => (shade.Name, Math.Ceiling(shade.TotalDays / 50) * 50)));
        Assert.Equal(["equity_bear", "equity_bull", "equity_bear", "equity_bull"], chart.Table.Rows.Select(row => CellText.Of(row[2])));
    }

    [Fact]
    public void Of_ARunWithoutRegimes_IsRefused() =>
        Assert.Contains("has no regimes", Assert.Throws<ArgumentException>(() => RegimeReport.Of(MadeRun.Of(50))).Message, StringComparison.Ordinal);
}
