using Microsoft.AspNetCore.WebUtilities;
using Serverless.Functions.Api;
using Serverless.Infra.Experiments;

namespace Serverless.Functions.Tests.Api;

public sealed class ExperimentQueriesTests
{
    [Fact]
    public void Read_EveryParameter_IsWhatItSays()
    {
        var query = Read("?name=grid&from=2026-01-01&to=2026-02-01T12:00Z&model=sma-cross@2&where=sharpe%3E1&where=parameters.fast%3D20&sort=max_drawdown:asc&maxpagesize=5");

        Assert.Equal(("grid", new ExperimentModel("sma-cross", "2"), "max_drawdown", true, 5), (query.Name, query.Model!, query.Sort!, query.Ascending, query.Limit));
        Assert.Equal((new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 2, 1, 12, 0, 0, TimeSpan.Zero)), (query.From, query.To));
        Assert.Equal(["sharpe>1", "parameters.fast=20"], query.Conditions.Select(condition => condition.ToString()));
    }

    [Fact]
    public void Read_Nothing_IsTheNewestHundred() => Assert.Equal((null, null, null, 0, 100), Read("") is var query ? (query.Name, query.Model, query.Sort, query.Conditions.Count, query.Limit) : default);

    [Theory]
    [InlineData("?nam=grid", "no parameter 'nam'")]
    [InlineData("?from=yesterday", "from: 'yesterday'")]
    [InlineData("?where=sharpe", "'sharpe' is no condition")]
    [InlineData("?from=2026-02-01&to=2026-01-01", "from is after to")]
    [InlineData("?from=2010-01-01&to=2026-01-01", "5844 days apart; ask for 3660 at most")]
    [InlineData("?where=a%3E1&where=a%3E1&where=a%3E1&where=a%3E1&where=a%3E1&where=a%3E1&where=a%3E1&where=a%3E1&where=a%3E1&where=a%3E1&where=a%3E1&where=a%3E1&where=a%3E1&where=a%3E1&where=a%3E1&where=a%3E1&where=a%3E1&where=a%3E1&where=a%3E1&where=a%3E1&where=a%3E1", "21 conditions")]
    [InlineData("?maxpagesize=0", "1 to 200")]
    [InlineData("?maxpagesize=201", "1 to 200")]
    [InlineData("?skiptoken=***", "nextLink as it was given")]
    [InlineData("?skiptoken=bm9uZQ", "nextLink as it was given")]
    public void Read_Wrong_NamesIt(string query, string expected) =>
        Assert.Contains(expected, Assert.Throws<FormatException>(() => Read(query)).Message, StringComparison.Ordinal);

    private static ExperimentQuery Read(string query) => ExperimentQueries.Read(new Microsoft.AspNetCore.Http.QueryCollection(QueryHelpers.ParseQuery(query)));
}
