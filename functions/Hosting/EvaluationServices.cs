using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Serverless.Core.Indicators;
using Serverless.Infra.Audit;
using Serverless.Infra.Keys;
using Serverless.Infra.LocalStorage;
using Serverless.Infra.MarketData;
using Serverless.Infra.State;

namespace Serverless.Functions.Hosting;

/// <summary>Registers what the functions of this app need.</summary>
internal static class EvaluationServices
{
    public static IServiceCollection AddEvaluation(this IServiceCollection services, IConfiguration configuration)
    {
        ProductionRules.Check(configuration);
        services.AddOptions<EvaluationOptions>().BindConfiguration("Evaluation").ValidateOnStart();
        services.AddOptions<RegimeSources>().BindConfiguration("Regimes");
        services.AddSingleton<IValidateOptions<EvaluationOptions>, EvaluationOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddHostedService<OwnerWatch>();
        return services.AddStorage(configuration).AddProtection().AddAudit()
            .AddSingleton<CycleTrail>().AddSingleton<CycleStarter>().AddSingleton<CycleReader>()
            .AddSingleton<WindowEvaluation>().AddSingleton<StrategyScoring>()
            .AddSingleton<RegimeReader>().AddSingleton<RegimeChecks>();
    }

    private static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        const string Setting = "AzureWebJobsStorage";
        const string LocalFile = "LocalFile=";
        if (configuration[Setting] is { } local && local.StartsWith(LocalFile, StringComparison.Ordinal))
        {
            services.AddSingleton(provider => LocalStorageAccount.Open(local[LocalFile.Length..], provider.GetRequiredService<TimeProvider>()))
                .AddSingleton(provider => provider.GetRequiredService<LocalStorageAccount>().Blobs)
                .AddSingleton(provider => provider.GetRequiredService<LocalStorageAccount>().Tables);
        }
        else if (configuration[Setting] is { Length: > 0 } connection)
        {
            services.AddSingleton(new BlobServiceClient(connection)).AddSingleton(new TableServiceClient(connection));
        }
        else if (configuration[$"{Setting}:accountName"] is { Length: > 0 } account)
        {
            services.AddSingleton(AzureIdentity.BlobsOf(account));
            services.AddSingleton(new TableServiceClient(new Uri($"https://{account}.table.core.windows.net"), AzureIdentity.Credential));
        }
        else
        {
            throw new InvalidOperationException($"Set '{Setting}' (a connection string, or {LocalFile} and a path) or '{Setting}__accountName' (with a managed identity); neither is set.");
        }

        return services
            .AddHostedService<StorageSetup>()
            .AddSingleton(provider => new MarketDataStore(
                provider.GetRequiredService<BlobServiceClient>(), provider.GetRequiredService<TimeProvider>(), DataCache(configuration)))
            .AddSingleton<EvaluationBars>()
            .AddSingleton<FeatureCache>()
            .AddSingleton(provider => new RunStore(Container(provider, RunStore.ContainerName), provider.GetRequiredService<ContentProtection>()))
            .AddSingleton<StoredReturns>()
            .AddSingleton(provider => new CycleTable(Table(provider, CycleTable.TableName)))
            .AddSingleton(provider => new ScorecardTable(Table(provider, ScorecardTable.TableName)))
            .AddSingleton(provider => new StrategyTable(Table(provider, StrategyTable.TableName), provider.GetRequiredService<ContentProtection>()))
            .AddSingleton(provider => new TrialTable(Table(provider, TrialTable.TableName)))
            .AddSingleton(provider => new RegimeTable(Table(provider, RegimeTable.TableName)));
    }

    private static LocalDataCache? DataCache(IConfiguration configuration) =>
        configuration["MarketData:CacheFolder"] is { Length: > 0 } folder ? new LocalDataCache(folder) : null;

    private static BlobContainerClient Container(IServiceProvider provider, string name) =>
        provider.GetRequiredService<BlobServiceClient>().GetBlobContainerClient(name);

    private static TableClient Table(IServiceProvider provider, string name) =>
        provider.GetRequiredService<TableServiceClient>().GetTableClient(name);
}
