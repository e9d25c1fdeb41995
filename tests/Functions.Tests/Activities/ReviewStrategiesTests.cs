using System.Collections.Immutable;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Core.Audit;
using Serverless.Core.Lifecycle;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;
using Serverless.Core.Regimes;
using Serverless.Core.Strategies;
using Serverless.Core.Time;
using Serverless.Core.Validation;
using Serverless.Functions.Activities;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.Audit;
using Serverless.Infra.Audit.Bundles;
using Serverless.Infra.Keys;
using Serverless.Infra.MarketData;
using Serverless.Infra.State;
using Serverless.Testing;
using Serverless.Testing.Http;

namespace Serverless.Functions.Tests.Activities;

/// <summary>A live strategy on stored bars, looked at by the real activity on a real store.</summary>
public sealed class ReviewStrategiesTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const string Cycle = "cycle-1";
    private static readonly DateTimeOffset Start = new(2022, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = Start.AddDays(730);
    private static readonly StrategyTemplate Template = StrategyCatalog.Get("sma-cross");
    private static readonly StrategyConfiguration Strategy = StrategyConfiguration.Create(
        Template, "WATCHUSD", Template.Parameters.ToImmutableSortedDictionary(range => range.Name, range => range.Default));

    private readonly CancellationTokenSource limit = new(TimeSpan.FromMinutes(2));
    private ServiceProvider services = null!;

    public async ValueTask InitializeAsync()
    {
        services = Services([]);
        await StateStorage.CreateAsync(Get<TableServiceClient>(), Get<BlobServiceClient>(), limit.Token);
        await Get<MarketDataStore>().SaveAsync(
            SyntheticMarket.Generate("WATCHUSD", Timeframe.H4, Start, 730 * 6, seed: 5), Market.Crypto, DataOrigin.Synthetic(5), [], cancellationToken: limit.Token);
        await Get<StrategyTable>().AddAsync([Strategy], Cycle, limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        limit.Dispose();
    }

    [Fact]
    public async Task Run_LiveStrategy_StoresFiguresAndOpensAlertsOnceHoweverOftenItIsRepeated()
    {
        var input = Input("look-1", End, Live(End.AddDays(-100)));

        var plan = await Get<ReviewStrategies>().RunAsync(input, limit.Token);
        var again = await Get<ReviewStrategies>().RunAsync(input, limit.Token);

        var health = Assert.Single(await Get<HealthTable>().ListAsync(Strategy.Id, 10, limit.Token), one => one.At == End);
        Assert.Equal((End, 10_000m, "WATCHUSD", End, 100), (health.At, health.Capital, health.Symbol, health.LastClose, health.Days));
        Assert.NotEqual(0, health.Profit);
        // There is no benchmark, which somebody must be told.
        Assert.Contains(await Get<AlertTable>().ListOpenAsync(limit.Token), stored => stored.Alert.Key == "stale-feed/benchmark");
        Assert.Equal(plan.Opened, again.Opened);
        Assert.Equal(plan.Requests.Select(request => request.OperationId), again.Requests.Select(request => request.OperationId));
        Assert.Equal(plan.Opened, (await EntriesAsync("look-1")).Count(entry => entry.Event.Action == "alert.opened"));
    }

    [Fact]
    public async Task Run_AfterAStepOfTheWalkForward_TradesWithWhatItChoseAndRecordsEachChoiceOnce()
    {
        var neighbour = Strategy.CreateChild(Template, Strategy.Parameters.SetItem("slow", Strategy.Parameters["slow"] + 10));
        await Get<StrategyTable>().AddAsync([neighbour], Cycle, limit.Token);
        var live = Live(End.AddDays(-95)) with { StrategyId = neighbour.Id };

        await Get<ReviewStrategies>().RunAsync(Input("look-8", End.AddDays(-10), live), limit.Token);
        await Get<ReviewStrategies>().RunAsync(Input("look-9", End.AddDays(-9), live), limit.Token);
        await Get<ReviewStrategies>().RunAsync(Input("look-10", End, live), limit.Token);
        await Get<ReviewStrategies>().RunAsync(Input("look-10", End, live), limit.Token);

        var chosen = await Task.WhenAll(new[] { "look-8", "look-9", "look-10" }.Select(async look => (await EntriesAsync(look)).Where(entry => entry.Event.Action == "parameters.chosen").ToList()));
        Assert.Equal([1, 0, 1], chosen.Select(entries => entries.Count));
        var (first, last) = (chosen[0][0].Event, chosen[2][0].Event);
        Assert.Equal((neighbour.Id, $"{End.AddDays(-95):u}", $"{End.AddDays(-95 - 365):u}", $"{End.AddDays(-95):u}"), (first.Subject, first.Details["from"], first.Details["trainedFrom"], first.Details["trainedTo"]));
        Assert.Equal($"{End.AddDays(-5):u}", last.Details["from"]);
        var content = await new RunContent(Get<BlobServiceClient>(), ContentProtection.None).FindAsync(last, limit.Token);
        var choice = RunStore.Read<ParameterChoice>(content)!;
        Assert.Equal((last.Details["configuration"], End.AddDays(-5)), (choice.Configuration.Id, choice.From));
        Assert.NotNull(last.DataHash);
        var health = await Get<HealthTable>().ListAsync(neighbour.Id, 10, limit.Token);
        Assert.Equal([(last.Details["configuration"], End.AddDays(-5)), (first.Details["configuration"], End.AddDays(-95)), (first.Details["configuration"], End.AddDays(-95))], health.Select(look => (look.TradesAs, look.ChosenAt!.Value)));
    }

    [Fact]
    public async Task Run_BarsStopped_AsksForAPauseAndDecidesNothingElse()
    {
        var plan = await Get<ReviewStrategies>().RunAsync(Input("look-2", End.AddDays(3), Live(End.AddDays(-100))), limit.Token);

        var request = Assert.Single(plan.Requests);
        Assert.Equal((LifecycleTrigger.Pause, "stale-feed"), (request.Trigger, request.Author.Name));
        Assert.Empty(plan.Drifted);
    }

    [Fact]
    public async Task Run_BacktestPromisedMuchMore_FindsDriftToEvaluateAgain()
    {
        var days = Enumerable.Range(10_000, 500).ToArray();
        var daily = new DailyReturns(days, [.. days.Select(day => day % 3 == 0 ? -0.002 : 0.004)]);
        await Get<RunStore>().PutJsonOnceAsync(RunBlobs.Daily(Cycle, Strategy.Id), daily, limit.Token);
        await Get<RunStore>().PutJsonOnceAsync(
            RunBlobs.Result(Cycle, Strategy.Id), new StrategyResult { Configuration = Strategy, Outcome = EvaluationOutcome.Evaluated }, limit.Token);

        var plan = await Get<ReviewStrategies>().RunAsync(Input("look-3", End, Live(End.AddDays(-100))), limit.Token);

        Assert.Equal([Strategy.Id], plan.Drifted);
        Assert.Contains(await Get<AlertTable>().ListOpenAsync(limit.Token), stored => stored.Alert.Key == $"sharpe-drift/{Strategy.Id}");
    }

    [Fact]
    public async Task Tell_WebhookIsDeadAndComesBack_LosesNothing()
    {
        var up = false;
        await using var server = new LoopbackServer(_ => new Reply(up ? 200 : 400));
        await using var told = Services([new("Alerts:WebhookAddress", server.Address.ToString()), new("Alerts:WebhookSecret", new string('s', 32))]);
        await Get<ReviewStrategies>().RunAsync(Input("look-4", End.AddDays(4), Live(End.AddDays(-100))), limit.Token);
        var pending = (await Get<AlertTable>().ListPendingAsync(limit.Token)).Count;

        var left = await told.GetRequiredService<TellAlerts>().RunAsync("look-4", limit.Token);
        up = true;
        var leftLater = await told.GetRequiredService<TellAlerts>().RunAsync("look-5", limit.Token);

        Assert.True(pending > 0);
        Assert.Equal((pending, 0), (left, leftLater));
        Assert.Equal(pending + 1, server.Requests.Count);
        Assert.Empty(await Get<AlertTable>().ListPendingAsync(limit.Token));
    }

    [Fact]
    public async Task Report_OfADay_TellsFiguresAndDecisionsAndIsWrittenOnce()
    {
        // It changed so often on that day that not all changes are kept.
        var live = Live(End.AddDays(-1).AddHours(2)) with { ForgottenUntil = End.AddDays(-1).AddHours(1) };
        var look = End.AddMinutes(20);
        await Get<ReviewStrategies>().RunAsync(Input("look-6", look, live), limit.Token);
        var day = DateOnly.FromDateTime(End.UtcDateTime).AddDays(-1);
        var input = new StoreDailyReport.Input(new CycleReference("daily-report-1", "tests", new string('0', 64)), day, [live], look.AddMinutes(25));

        var hash = await Get<StoreDailyReport>().RunAsync(input, limit.Token);
        await Get<ReviewStrategies>().RunAsync(Input("look-7", look.AddHours(1), live), limit.Token);
        var again = await Get<StoreDailyReport>().RunAsync(input, limit.Token);

        Assert.Equal(hash, again);
        var page = System.Text.Encoding.UTF8.GetString((await Get<DailyReportStore>().FindAsync(day, asPage: true, limit.Token))!);
        Assert.Contains(Strategy.Id, page, StringComparison.Ordinal);
        Assert.Contains("Promote: Paper → Live", page, StringComparison.Ordinal);
        Assert.Contains($"audit list --subject {Strategy.Id} has them all", page, StringComparison.Ordinal);
        Assert.Equal(hash, (await EntriesAsync("daily-report-1")).Single().Event.ContentHash);
        Assert.Null(await Get<DailyReportStore>().FindAsync(day.AddDays(1), asPage: true, limit.Token));
    }

    [Fact]
    public async Task Report_OfALaterDay_DrawsTheDaysBefore()
    {
        // A strategy and days of its own: the other tests look at the same storage.
        var live = Live(End.AddDays(-400)) with { StrategyId = "drawn-1" };
        var first = new DateTimeOffset(2023, 3, 2, 0, 20, 0, TimeSpan.Zero);
        foreach (var (at, profit) in new[] { (first, 10m), (first.AddHours(6), 99m), (first.AddDays(1), 30m), (first.AddDays(2), 20m), (first.AddDays(2).AddHours(1), 77m) })
            await Get<HealthTable>().UpsertAsync(Look(at, profit), limit.Token);

        await Get<StoreDailyReport>().RunAsync(
            new StoreDailyReport.Input(new CycleReference("daily-report-2", "tests", new string('0', 64)), new DateOnly(2023, 3, 3), [live], first.AddDays(2).AddMinutes(25)), limit.Token);

        using var report = System.Text.Json.JsonDocument.Parse((await Get<DailyReportStore>().FindAsync(new DateOnly(2023, 3, 3), asPage: false, limit.Token))!);
        var sections = report.RootElement.GetProperty("sections").EnumerateArray().ToDictionary(section => section.GetProperty("id").GetString()!, section => section.GetProperty("blocks"));
        var growth = sections["desk"].EnumerateArray().Single(block => block.GetProperty("chart").GetString() == "desk-growth").GetProperty("rows").EnumerateArray();
        var exposure = sections["desk"].EnumerateArray().Single(block => block.GetProperty("chart").GetString() == "desk-exposure").GetProperty("rows").EnumerateArray();
        // Of each day the first look after it counts.
        Assert.Equal(["2023-03-01", "2023-03-02", "2023-03-03"], growth.Select(row => row[0].GetString()![..10]));
        Assert.All(exposure, row => Assert.Equal((0.25, -0.25), (row[1].GetDouble(), row[2].GetDouble())));
        Assert.Contains("20.00 since it is live", sections["strategies"].ToString(), StringComparison.Ordinal);
        Assert.Equal([20m, 30m], (await Get<HealthTable>().ListAsync("drawn-1", first.AddDays(1), first.AddDays(9), limit.Token)).Where(look => look.At.Hour == 0).Select(look => look.Profit));
    }

    private static StrategyHealth Look(DateTimeOffset at, decimal profit) => new()
    {
        StrategyId = "drawn-1",
        At = at,
        Symbol = "WATCHUSD",
        Capital = 10_000,
        Profit = profit,
        DayReturn = 0.001,
        Fall = 0.01,
        LossThreshold = 0.15,
        Held = -0.25,
        Days = 3,
        HalfSize = false,
        Paused = false,
    };

    private ServiceProvider Services(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("AzureWebJobsStorage", azurite.ConnectionString), .. settings]).Build();
        return new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration)
            .AddEvaluation(configuration).AddLifecycle(configuration).AddMonitoring(configuration)
            .AddSingleton<ReviewStrategies>().AddSingleton<TellAlerts>().AddSingleton<StoreDailyReport>().BuildServiceProvider();
    }

    private T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    private async Task<IReadOnlyList<AuditEntry>> EntriesAsync(string look)
    {
        var entries = new List<AuditEntry>();
        await foreach (var stored in new BlobTrail(Get<BlobServiceClient>()).Entries.ReadAllAsync(limit.Token))
            entries.Add(AuditEntryCodec.Decode(stored.Bytes.Span));
        return [.. entries.Where(entry => entry.Event.CorrelationId == look)];
    }

    private static ReviewStrategies.Input Input(string look, DateTimeOffset now, Deployment deployment) =>
        new(new CycleReference(look, "tests", new string('0', 64)), [deployment], new LifecycleLimits(), [], now);

    private static Deployment Live(DateTimeOffset since)
    {
        var standing = new LifecycleStanding(LifecycleStage.Live);
        return new Deployment
        {
            StrategyId = Strategy.Id,
            Identity = StrategyIdentity.Of(Strategy.Template, Strategy.Symbol),
            Standing = standing,
            Since = since,
            Capital = 10_000,
            Changes = [new DeploymentChange($"{Cycle}/{Strategy.Id}/Promote", LifecycleTrigger.Promote, new LifecycleStanding(LifecycleStage.Paper), standing, TransitionAuthor.Rule("promotion"), "gates", since)],
        };
    }
}
