using Serverless.Core.Reporting.Comparisons;
using Serverless.Core.Reporting.Documents;
using Serverless.Core.Reporting.Writing;

namespace Serverless.Core.Tests.Reporting;

public sealed class RunComparisonTests
{
    [Fact]
    public void Of_TwoRuns_ShowsTheFiguresOfEach()
    {
        var (first, second) = (MadeRun.Of(600, seed: 1), MadeRun.Of(600, seed: 2));

        var table = RunComparison.Of([first, second]).Table("comparison");

        foreach (var (run, name) in new[] { (first, "made-1"), (second, "made-2") })
        {
            Assert.Equal(run.Figures!.Sharpe, table.Cell("Sharpe ratio", name).Number);
            Assert.Equal(run.Figures.Cagr, table.Cell("CAGR", name).Number);
            Assert.Equal(run.Figures.MaxDrawdown, table.Cell("Maximum drawdown", name).Number);
            Assert.Equal(Core.Metrics.BalancedPerformance.Of(run.Figures), table.Cell("Balanced performance score", name).Number);
        }
    }

    [Fact]
    public void Of_ARunWithItself_DiffersInNothing()
    {
        var run = MadeRun.Of(300);

        var document = RunComparison.Of([run, run]);

        var row = document.Table("differences-table");
        Assert.Equal(0, row.Cell("made-1 #2", "Sharpe ratio").Number);
        Assert.Null(row.Cell("made-1 #2", "p-value").Number);
        Assert.Contains(document.Sections.SelectMany(section => section.Blocks).OfType<ProseBlock>(), prose => prose.Text == "The configurations are the same.");
        Assert.Equal(HtmlReport.Write(document), HtmlReport.Write(RunComparison.Of([run, run])));
    }

    [Fact]
    public void Difference_ClearlyBetterRun_HasAnIntervalAboveZero()
    {
        var difference = PairedDifference.Of(MadeRun.Of(1_500, seed: 1, drift: 0.004).Curve, MadeRun.Of(1_500, seed: 2, drift: 0).Curve, Sheets.Few);

        Assert.True(difference.SharpeInterval!.Value.Low > 0);
        Assert.True(difference.MeanReturnInterval!.Value.Low > 0);
        Assert.InRange(difference.PValue!.Value, 0, 0.05);
    }

    [Fact]
    public void Difference_FewCommonDays_IsNotMeasured() =>
        Assert.Equal((20, null, null), PairedDifference.Of(MadeRun.Of(20).Curve, MadeRun.Of(600).Curve, Sheets.Few) is var difference ? (difference.Days, difference.Sharpe, difference.PValue) : default);

    [Fact]
    public void Of_OneRun_IsRefused() => Assert.Throws<ArgumentException>(() => RunComparison.Of([MadeRun.Of(100)]));
}
