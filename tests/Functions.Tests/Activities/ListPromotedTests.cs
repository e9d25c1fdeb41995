using Serverless.Core.Lifecycle;
using Serverless.Functions.Activities;
using Serverless.Infra.LocalStorage;
using Serverless.Infra.State;

namespace Serverless.Functions.Tests.Activities;

public sealed class ListPromotedTests : IDisposable
{
    private static readonly DateOnly Day = new(2024, 6, 30);
    private static readonly DateTimeOffset FirstLook = StoreDailyReport.FirstLookOf(Day);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("serverless-list-promoted-");
    private readonly CancellationTokenSource limit = new(TimeSpan.FromMinutes(1));

    public void Dispose()
    {
        folder.Delete(recursive: true);
        limit.Dispose();
    }

    [Fact]
    public async Task Run_StrategiesLongInResearchOrRetired_LeavesThemOutAndNobodyElse()
    {
        using var storage = LocalStorageAccount.Open(Path.Combine(folder.FullName, "storage.db"), TimeProvider.System);
        await StateStorage.CreateAsync(storage.Tables, storage.Blobs, limit.Token);
        var table = new DeploymentTable(storage.Tables.GetTableClient(DeploymentTable.TableName));
        foreach (var (id, stage, since) in new[]
        {
            ("candidate-for-years", LifecycleStage.Candidate, FirstLook.AddYears(-2)),
            ("live-for-years", LifecycleStage.Live, FirstLook.AddYears(-2)),
            ("research-before", LifecycleStage.Research, FirstLook.AddTicks(-1)),
            ("research-since", LifecycleStage.Research, FirstLook),
            ("retired-before", LifecycleStage.Retired, FirstLook.AddTicks(-1)),
            ("retired-since", LifecycleStage.Retired, FirstLook),
        })
        {
            var deployment = new Deployment { StrategyId = id, Identity = StrategyIdentity.Of("sma-cross", "X"), Standing = new(stage), Since = since };
            await table.SetStateAsync(deployment, limit.Token);
        }

        Assert.Equal(
            ["candidate-for-years", "live-for-years", "research-since", "retired-since"], await new ListPromoted(table).RunAsync(Day, limit.Token));
    }
}
