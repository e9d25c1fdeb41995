using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.Core.Lifecycle;
using Serverless.Functions.Api;
using Serverless.Functions.Hosting;
using Serverless.Functions.Tests.Lifecycle;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Api;

public sealed class ListDeploymentsTests(AzuriteFixture azurite)
{
    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    [Fact]
    public async Task Get_PageByPage_HasEachOnceTheHighestStageFirst()
    {
        var storage = await DeskStorage.CreateAsync(azurite.ConnectionString, Limit);
        LifecycleStage[] stages = [LifecycleStage.Retired, LifecycleStage.Live, LifecycleStage.Research, LifecycleStage.Live, LifecycleStage.Paper];
        foreach (var (stage, number) in stages.Select((stage, number) => (stage, number)))
            await storage.Deployments.SetStateAsync(new Deployment { StrategyId = $"s-{number}", Identity = StrategyIdentity.Of("sma-cross", "X"), Standing = new(stage) }, Limit);
        var list = new ListDeployments(new DeploymentReader(storage.Deployments, storage.Strategies));

        var pages = new List<DeploymentList>();
        for (var query = "?maxpagesize=2"; query is not null; query = pages[^1].NextLink?[pages[^1].NextLink!.IndexOf('?', StringComparison.Ordinal)..])
            pages.Add(Assert.IsType<Ok<DeploymentList>>(await list.RunAsync(Get(query), Limit)).Value!);

        Assert.Equal([2, 2, 1], pages.Select(page => page.Value.Count));
        Assert.Equal(["s-1", "s-3", "s-4", "s-2", "s-0"], pages.SelectMany(page => page.Value).Select(one => one.StrategyId));
        var live = Assert.IsType<Ok<DeploymentList>>(await list.RunAsync(Get("?stage=live&maxpagesize=2"), Limit)).Value!;
        Assert.Equal((2, null), (live.Value.Count, live.NextLink));
    }

    [Theory]
    [InlineData("?maxpagesize=201")]
    [InlineData("?maxpagesize=0")]
    [InlineData("?skiptoken=%7B")]
    [InlineData("?stage=7")]
    public async Task Get_NoSuchPage_IsRefused(string query)
    {
        var storage = await DeskStorage.CreateAsync(azurite.ConnectionString, Limit);

        var answer = await new ListDeployments(new DeploymentReader(storage.Deployments, storage.Strategies)).RunAsync(Get(query), Limit);

        Assert.Equal(StatusCodes.Status400BadRequest, Assert.IsType<IStatusCodeHttpResult>(answer, exactMatch: false).StatusCode);
    }

    private static HttpRequest Get(string query) =>
        new DefaultHttpContext { Request = { Path = "/api/v1/deployments", QueryString = new QueryString(query) } }.Request;
}
