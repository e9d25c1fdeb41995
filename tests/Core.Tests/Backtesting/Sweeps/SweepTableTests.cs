using Serverless.Core.Backtesting;
using Serverless.Core.Backtesting.Sweeps;
using Serverless.Core.Randomness;
using Serverless.Core.Strategies;
using Serverless.Core.Tests.Strategies;

namespace Serverless.Core.Tests.Backtesting.Sweeps;

public sealed class SweepTableTests
{
    private static readonly IReadOnlyList<SweepRow> Rows = Sweep.Run(
        new SweepPlan(
            new TemplateSubject(StrategyCatalog.Get("sma-cross"), new BacktestSettings()),
            RandomBars.Create(new SeededRandom(1), 300),
            ..,
            [.. ParameterGrid.Of(StrategyCatalog.Get("sma-cross"), [ParameterAxis.Parse("fast=5,10,20")]).Sets, PlantedTemplate.NoParameters.Add("fast", 9).Add("slow", 9)]),
        new SweepOptions(),
        TestContext.Current.CancellationToken);

    [Fact]
    public void Of_Rows_HasParametersFiguresAndFailures()
    {
        var table = SweepTable.Of(Rows);

        Assert.Equal(["fast", "slow", "final_equity", "sharpe"], table.Columns.Take(4).Select(column => column.Name));
        Assert.Equal([5.0, 10, 20, 9], (double[])table.Columns[0].Values);
        Assert.Equal(Rows.Select(row => row.Metrics?.Sharpe), (double?[])table.Columns[3].Values);
        Assert.Contains("violate", ((string[])table.Columns[^1].Values)[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Rank_AnyFigure_PutsTheBestFirstAndFailuresLast()
    {
        foreach (var figure in SweepFigure.All)
        {
            var ranked = figure.Rank(Rows);

            Assert.NotNull(ranked[^1].Failure);
            var values = ranked.SkipLast(1).Select(row => figure.Of(row)!.Value).ToArray();
            Assert.Equal(figure.LessIsBetter ? values.Order() : values.OrderDescending(), values);
        }
    }
}
