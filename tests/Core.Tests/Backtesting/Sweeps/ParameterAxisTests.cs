using Serverless.Core.Backtesting.Sweeps;
using Serverless.Core.Strategies;

namespace Serverless.Core.Tests.Backtesting.Sweeps;

public sealed class ParameterAxisTests
{
    [Theory]
    [InlineData("fast=20", new[] { 20.0 })]
    [InlineData("fast = 5,10, 20", new[] { 5.0, 10, 20 })]
    [InlineData("fast=5..20:5", new[] { 5.0, 10, 15, 20 })]
    [InlineData("fast=5..8", new[] { 5.0, 6, 7, 8 })]
    [InlineData("fast=5..9:3", new[] { 5.0, 8 })]
    [InlineData("fast=1,5..6", new[] { 1.0, 5, 6 })]
    [InlineData("fast=0..0.3:0.1", new[] { 0, 0.1, 0.2, 0.3 })]
    [InlineData("fast=-2..-1:0.5", new[] { -2, -1.5, -1 })]
    public void Parse_ValuesListsAndRanges_GivesTheValues(string text, double[] values)
    {
        var axis = ParameterAxis.Parse(text);

        Assert.Equal("fast", axis.Name);
        Assert.Equal(values, axis.Values);
    }

    [Theory]
    [InlineData("fast", "write name=value")]
    [InlineData("=5", "write name=value")]
    [InlineData("fast=", "write name=value")]
    [InlineData("fast=x", "'x' is not a number")]
    [InlineData("fast=1,,2", "'' is not a number")]
    [InlineData("fast=NaN", "'NaN' is not a number")]
    [InlineData("fast=5..1", "goes up")]
    [InlineData("fast=1..5:0", "goes up")]
    [InlineData("fast=0..1e9:0.001", "at most 1,000,000 values")]
    public void Parse_SomethingElse_SaysWhatIsWrong(string text, string reason)
    {
        var error = Assert.Throws<FormatException>(() => ParameterAxis.Parse(text));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_FlagOrChoice_TakesNames()
    {
        var flag = StrategyInput.Bool("short", true, "Sells short.");
        var choice = StrategyInput.Choice("side", ["both", "long", "short"], "Sides.");

        Assert.Equal([0.0, 1], ParameterAxis.Parse("short=false,true", flag, choice).Values);
        Assert.Equal([2.0, 0], ParameterAxis.Parse("side=short, both", flag, choice).Values);
        Assert.Equal([1.0], ParameterAxis.Parse("side=1", flag, choice).Values);
        Assert.Throws<FormatException>(() => ParameterAxis.Parse("side=none", flag, choice));
        Assert.Equal([0.0, 1, 2], ParameterAxis.Of(choice).Values);
    }
}
