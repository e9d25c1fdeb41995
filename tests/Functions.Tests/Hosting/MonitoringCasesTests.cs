using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Core.Lifecycle;
using Serverless.Core.MarketData;
using Serverless.Core.Strategies;
using Serverless.Core.Time;
using Serverless.Functions.Hosting;
using Serverless.Infra.MarketData;
using Serverless.Infra.State;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Hosting;

public sealed class MonitoringCasesTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Days from the start on, and hours from the second year on, which are enough in the fourth.
    [Theory]
    [InlineData(2, 24)]
    [InlineData(4, 4)]
    public async Task Load_FinerBarsGrewLongEnoughLater_RunsOnThoseOfTheDayOnWhichItCameToItsStage(int years, int hours)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("AzureWebJobsStorage", azurite.ConnectionString)]).Build();
        await using var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration)
            .AddEvaluation(configuration).AddLifecycle(configuration).AddMonitoring(configuration).BuildServiceProvider();
        await StateStorage.CreateAsync(services.GetRequiredService<TableServiceClient>(), services.GetRequiredService<BlobServiceClient>(), limit.Token);
        var (store, symbol) = (services.GetRequiredService<MarketDataStore>(), $"GROWN{years}");
        await store.SaveAsync(SyntheticMarket.Generate(symbol, Timeframe.D1, Start, 5 * 365, seed: 1), Market.Crypto, DataOrigin.Synthetic(1), [], cancellationToken: limit.Token);
        await store.SaveAsync(SyntheticMarket.Generate(symbol, Timeframe.H4, Start.AddYears(1), 4 * 365 * 6, seed: 2), Market.Crypto, DataOrigin.Synthetic(2), [], cancellationToken: limit.Token);
        var strategy = StrategyGenerator.Generate(new GenerationRequest(7, 60, [symbol]))[0];
        await services.GetRequiredService<StrategyTable>().AddAsync([strategy], "cycle-0", limit.Token);
        var live = new Deployment
        {
            StrategyId = strategy.Id,
            Identity = StrategyIdentity.Of(strategy.Template, symbol),
            Standing = new LifecycleStanding(LifecycleStage.Live),
            Since = Start.AddYears(years),
            Capital = 1_000m,
        };

        var found = Assert.Single(await services.GetRequiredService<MonitoringCases>().LoadAsync([live], Start.AddYears(4).AddDays(10), limit.Token));

        Assert.Equal((TimeSpan.FromHours(hours), null), (found.BarLength, found.Live.Failure));
        Assert.Equal(10 + (365 * (4 - years)) + (years == 2 ? 1 : 0), found.Live.Daily.Days.Length, 2.0);
    }
}
