using Serverless.Core.Lifecycle;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.Strategies;
using Serverless.Functions.Orchestrations;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Lifecycle;

/// <summary>What tests of a desk do on its engine, day by day in virtual time.</summary>
public abstract class DeskTests(AzuriteFixture azurite)
{
    private protected static StrategyGroup Everything { get; } = new(null, null, null, null);

    private protected static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    private protected ManualTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 10, 1, 0, 0, TimeSpan.Zero));

    private protected Task<DeskStorage> CreateStorageAsync() => DeskStorage.CreateAsync(azurite.ConnectionString, Limit);

    private protected static void Copy(DirectoryInfo folder, DirectoryInfo copy)
    {
        foreach (var file in folder.GetFiles("*", SearchOption.AllDirectories).Where(file => file.Name != "lock"))
            Copy(file, Path.Combine(copy.FullName, Path.GetRelativePath(folder.FullName, file.FullName)));
    }

    private static void Copy(FileInfo file, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        using var source = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var destination = File.Create(target);
        source.CopyTo(destination);
    }

    private protected async Task RunDayAsync(Desk desk, DeskStorage storage, int day, IReadOnlyList<StrategyConfiguration> ranking, int refused = 0)
    {
        if (day > 1)
            Time.Advance(TimeSpan.FromDays(1));
        var cycle = $"cycle-{day:D3}";
        await storage.PublishAsync(cycle, ranking, Time.GetUtcNow(), Limit);
        var outcome = await desk.PromoteAsync(cycle, storage);
        Assert.Equal(refused, outcome.Refused);
    }

    private protected async Task OpenLedgerAsync(Desk desk, DeskStorage storage) => await RunDayAsync(desk, storage, 1, storage.Configurations.TakeLast(10).ToList());

    private protected async Task GoOnPaperAsync(Desk desk, string id)
    {
        Assert.True((await desk.ApplyAsync(Request(id, "candidate"))).IsDone);
        Assert.True((await desk.ApplyAsync(Request(id, "paper"))).IsDone);
    }

    private protected async Task GoLiveAsync(Desk desk, string id, decimal capital)
    {
        await desk.Client.Entities.SignalEntityAsync(Functions.Entities.CapitalLedger.Id, nameof(Functions.Entities.CapitalLedger.Open), new LifecyclePolicy(), cancellation: Limit);
        await GoOnPaperAsync(desk, id);
        var outcome = await desk.ApplyAsync(Request(id, "live", capital));
        Assert.True(outcome.IsDone, outcome.Message);
    }

    private protected static StrategyHealth Look(string id, decimal profit) => new()
    {
        StrategyId = id,
        At = default,
        Symbol = "DESK",
        Capital = 2_000m,
        Profit = profit,
        Fall = 0,
        LossThreshold = 0.15,
        Days = 1,
        HalfSize = false,
        Paused = false,
    };

    private protected TransitionRequest Request(string id, string step, decimal capital = 0) => new()
    {
        OperationId = $"{id}/{step}",
        StrategyId = id,
        Trigger = LifecycleTrigger.Promote,
        Author = new TransitionAuthor("tests", "PortfolioManager"),
        Reason = "A test.",
        RequestedAt = Time.GetUtcNow(),
        Identity = StrategyIdentity.Of(StrategyCatalog.All.First(template => id.StartsWith(template.Name, StringComparison.Ordinal)).Name, "DESK"),
        Capital = capital,
    };
}
