using Serverless.Core.Backtesting.Sweeps;
using Serverless.Core.Strategies;

namespace Serverless.Core.Tests.Backtesting.Sweeps;

public sealed class ParameterGridTests
{
    private static readonly StrategyTemplate SmaCross = StrategyCatalog.Get("sma-cross");

    [Fact]
    public void Of_TwoAxes_GivesAllCombinationsThatMeetTheConstraintLastAxisFastest()
    {
        var grid = ParameterGrid.Of(SmaCross, [ParameterAxis.Parse("slow=20,30"), ParameterAxis.Parse("fast=10,20")]);

        Assert.Equal([(20, 10), (30, 10), (30, 20)], grid.Sets.Select(set => (set["slow"], set["fast"])));
        Assert.Equal(1, grid.Excluded);
    }

    [Fact]
    public void Of_OneAxis_LeavesTheOthersAtTheirUsualValue()
    {
        var grid = ParameterGrid.Of(SmaCross, [ParameterAxis.Parse("fast=5,10")]);

        Assert.Equal([(5, 50), (10, 50)], grid.Sets.Select(set => (set["fast"], set["slow"])));
    }

    [Fact]
    public void Of_NoAxis_IsTheWholeRangeOfTheTemplate()
    {
        var grid = ParameterGrid.Of(SmaCross, []);

        Assert.Equal(SmaCross.Parameters[0].Count * SmaCross.Parameters[1].Count, grid.Sets.Count + grid.Excluded);
        Assert.All(grid.Sets, set => Assert.Null(SmaCross.FindProblem(set)));
    }

    [Theory]
    [InlineData("did you mean 'fast'?", "fats=1")]
    [InlineData("more than once", "fast=1", "fast=2")]
    [InlineData("can be run: fast < slow", "fast=60", "slow=20")]
    [InlineData("take larger steps", "fast=1..100000", "slow=1..100000")]
    public void Of_WhatCannotBeRun_SaysWhy(string reason, params string[] axes)
    {
        var error = Assert.Throws<ArgumentException>(() => ParameterGrid.Of(SmaCross, [.. axes.Select(axis => ParameterAxis.Parse(axis))]));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }
}
