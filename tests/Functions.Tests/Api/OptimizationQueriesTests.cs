using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Serverless.Core.Optimization;
using Serverless.Core.Optimization.Objectives;
using Serverless.Functions.Api;

namespace Serverless.Functions.Tests.Api;

public sealed class OptimizationQueriesTests
{
    [Fact]
    public void Read_EveryParameter_IsWhatItSays()
    {
        var (request, parameters) = Read(
            "?method=grid&seed=7&trials=50&batchSize=5&objective=sharpe&minimise=true&limit=trades%3E%3D30&limit=maxDrawdown%3C%3D0.25&testShare=0.2&experiment=x&param=a.b%3D1..3:1&param=c%3D2");

        var settings = request.ToSearch(seed: 1);
        Assert.Equal((SearchMethod.Grid, 7, 50, 5, 0.2), (settings.Method, settings.Seed, settings.Trials, settings.BatchSize, settings.TestShare));
        Assert.Equal(("sharpe", true, "x"), (settings.Objective.Figure, settings.Objective.Minimise, request.Experiment));
        Assert.Equal([new FigureLimit("trades", AtLeast: 30), new FigureLimit("maxDrawdown", AtMost: 0.25)], settings.Objective.Limits);
        Assert.Equal(["a.b=1..3:1", "c=2"], parameters);
    }

    [Fact]
    public void Read_Nothing_IsTheDefaultsWithTheSeedOfTheHost()
    {
        var (request, parameters) = Read("");

        var (settings, defaults) = (request.ToSearch(seed: 9), new SearchSettings());
        Assert.Equal((defaults.Method, 9, defaults.Trials, defaults.BatchSize, defaults.TestShare), (settings.Method, settings.Seed, settings.Trials, settings.BatchSize, settings.TestShare));
        Assert.Empty(parameters);
    }

    [Theory]
    [InlineData("?trails=50", "no parameter 'trails'")]
    [InlineData("?method=magic", "method: there is no 'magic'; there are Grid")]
    [InlineData("?method=3", "method: there is no '3'")]
    [InlineData("?trials=many", "trials: 'many' is not a number")]
    [InlineData("?minimise=perhaps", "minimise: 'perhaps'")]
    [InlineData("?limit=trades", "'trades' is not a limit")]
    public void Read_Wrong_NamesIt(string query, string expected) =>
        Assert.Contains(expected, Assert.Throws<FormatException>(() => Read(query)).Message, StringComparison.Ordinal);

    private static (StartOptimizationRequest Search, IReadOnlyList<string> Parameters) Read(string query) =>
        OptimizationQueries.Read(new QueryCollection(QueryHelpers.ParseQuery(query)));
}
