using Serverless.Infra.Experiments;

namespace Serverless.Infra.Tests.Experiments;

public sealed class ExperimentQueryTests
{
    private static readonly ExperimentRecord Record = Records.Create("run-1", sharpe: 1.25);

    [Theory]
    [InlineData("sharpe>1", true)]
    [InlineData("sharpe > 1.25", false)]
    [InlineData("sharpe>=1.25", true)]
    [InlineData("sharpe<=1.25", true)]
    [InlineData("sharpe<1.25", false)]
    [InlineData("sharpe=1.250", true)]
    [InlineData("sharpe!=1", true)]
    [InlineData("maxDrawdown<0.3", true)]
    [InlineData("sma-cross SYN-USD/profit=12.5", true)]
    [InlineData("parameters.fast=10.0", true)]
    [InlineData("parameters.allow_short=true", true)]
    [InlineData("parameters.allow_short!=false", true)]
    [InlineData("parameters.allow_short=1", false)]
    [InlineData("kind=backtest", true)]
    [InlineData("status!=failed", true)]
    [InlineData("sortino>0", false)]
    [InlineData("sortino!=0", false)]
    [InlineData("parameters.slow>0", false)]
    public void Holds_Condition_IsWhatItSays(string condition, bool holds) => Assert.Equal(holds, ExperimentCondition.Parse(condition).Holds(Record));

    [Theory]
    [InlineData("sharpe")]
    [InlineData(">1")]
    [InlineData("sharpe>")]
    [InlineData("sharpe=>1")]
    [InlineData("sharpe>high")]
    [InlineData("")]
    public void Parse_NoCondition_IsRefused(string text) => Assert.Throws<FormatException>(() => ExperimentCondition.Parse(text));

    [Fact]
    public void Arrange_ByAField_PutsTheLargestFirstAndThoseWithoutLast()
    {
        var none = Records.Create("none") with { Metrics = Records.Sorted(("trades", 1d)) };
        ExperimentRecord[] records = [Records.Create("low", sharpe: -2), none, Records.Create("high", sharpe: 10), Records.Create("mid", sharpe: 9)];

        Assert.Equal(["high", "mid", "low", "none"], new ExperimentQuery { Sort = "sharpe" }.Arrange(records).Select(record => record.Id));
        Assert.Equal(["low", "mid", "high", "none"], new ExperimentQuery { Sort = "sharpe", Ascending = true }.Arrange(records).Select(record => record.Id));
        Assert.Equal(["high"], new ExperimentQuery { Sort = "sharpe", Limit = 1 }.Arrange(records).Select(record => record.Id));
    }

    [Theory]
    [InlineData("momentum", true)]
    [InlineData("Q3.momentum_v2-a", true)]
    [InlineData("", false)]
    [InlineData("..", false)]
    [InlineData("a/b", false)]
    [InlineData("a b", false)]
    [InlineData("ä", false)]
    [InlineData("a\n", false)]
    public void Check_Name_AllowsWhatIsAFolderEverywhere(string name, bool allowed) =>
        Assert.Equal(allowed, Xunit.Record.Exception(() => ExperimentName.Check(name)) is null);
}
