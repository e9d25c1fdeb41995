using System.Text.Json;
using Serverless.Core.Execution;

namespace Serverless.Core.Tests.Execution;

public sealed class ExecutionCostsTests
{
    [Fact]
    public void Defaults_AreFourAndTwoBasisPoints() =>
        Assert.Equal((4, 2), (new ExecutionCosts().CommissionBps, new ExecutionCosts().SlippageBps));

    [Theory]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    [InlineData(10_000)]
    public void CommissionBps_OutOfRange_NamesTheValue(double bps)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new ExecutionCosts { CommissionBps = bps });

        Assert.Contains("CommissionBps must be at least 0", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.PositiveInfinity)]
    public void Size_NotPositive_IsRefused(double size)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PositionSizing.Units(size));
        Assert.Throws<ArgumentOutOfRangeException>(() => PositionSizing.OfEquity(size));
    }

    [Fact]
    public void Records_ThroughJson_AreEqual()
    {
        var costs = new ExecutionCosts { CommissionBps = 1.5, SlippageBps = 0 };
        var sizing = PositionSizing.Units(3);

        Assert.Equal(costs, JsonSerializer.Deserialize<ExecutionCosts>(JsonSerializer.Serialize(costs)));
        Assert.Equal(sizing, JsonSerializer.Deserialize<PositionSizing>(JsonSerializer.Serialize(sizing)));
    }
}
