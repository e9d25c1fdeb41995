using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.Core.Lifecycle;
using Serverless.Functions.Api;
using Serverless.Functions.Hosting;
using Serverless.Functions.Tests.Lifecycle;
using Serverless.Infra.Keys;
using Serverless.Infra.LocalStorage;
using Serverless.Infra.State;
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

    [Fact]
    public async Task Get_HowManyEverAreRetired_ReadsWhatRuns()
    {
        var folder = Directory.CreateTempSubdirectory("serverless-deployments-");
        using (var storage = LocalStorageAccount.Open(Path.Combine(folder.FullName, "storage.db"), TimeProvider.System))
        {
            var list = await FillAsync(storage, retired: 2_100);

            var before = storage.Requests;
            var first = Assert.IsType<Ok<DeploymentList>>(await list.RunAsync(Get("?maxpagesize=2"), Limit)).Value!;
            Assert.Equal(["s-0", "s-1"], first.Value.Select(one => one.StrategyId));
            Assert.Equal(1, storage.Requests - before);

            before = storage.Requests;
            var live = Assert.IsType<Ok<DeploymentList>>(await list.RunAsync(Get("?stage=live"), Limit)).Value!;
            Assert.Equal((3, 1), (live.Value.Count, storage.Requests - before));
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Get_RowsComeAndGoBetweenPages_NoneRepeatsAndNoneIsPassedOver()
    {
        var folder = Directory.CreateTempSubdirectory("serverless-deployments-");
        using (var storage = LocalStorageAccount.Open(Path.Combine(folder.FullName, "storage.db"), TimeProvider.System))
        {
            var list = await FillAsync(storage, retired: 4);
            var table = new DeploymentTable(storage.Tables.GetTableClient(DeploymentTable.TableName));
            var seen = new List<string>();
            for (var query = "?maxpagesize=2"; query is not null;)
            {
                var page = Assert.IsType<Ok<DeploymentList>>(await list.RunAsync(Get(query), Limit)).Value!;
                seen.AddRange(page.Value.Select(one => one.StrategyId));
                await table.SetStateAsync(Standing($"a-{seen.Count}", LifecycleStage.Live), Limit); // before what was seen
                query = page.NextLink?[page.NextLink.IndexOf('?', StringComparison.Ordinal)..];
            }

            Assert.Equal(["s-0", "s-1", "s-2", "t-0", "t-1", "t-2", "t-3"], seen);
        }

        folder.Delete(recursive: true);
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

    private static async Task<ListDeployments> FillAsync(LocalStorageAccount storage, int retired)
    {
        var client = storage.Tables.GetTableClient(DeploymentTable.TableName);
        await client.CreateAsync(Limit);
        var table = new DeploymentTable(client);
        for (var number = 0; number < 3; number++)
            await table.SetStateAsync(Standing($"s-{number}", LifecycleStage.Live), Limit);
        for (var number = 0; number < retired; number++)
            await table.SetStateAsync(Standing($"t-{number}", LifecycleStage.Retired), Limit);
        return new ListDeployments(new DeploymentReader(table, new StrategyTable(storage.Tables.GetTableClient(StrategyTable.TableName), ContentProtection.None)));
    }

    private static Deployment Standing(string id, LifecycleStage stage) => new() { StrategyId = id, Identity = StrategyIdentity.Of("sma-cross", "X"), Standing = new(stage) };

    private static HttpRequest Get(string query) =>
        new DefaultHttpContext { Request = { Path = "/api/v1/deployments", QueryString = new QueryString(query) } }.Request;
}
