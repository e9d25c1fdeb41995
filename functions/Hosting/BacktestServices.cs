using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Core.Strategies;
using Serverless.Infra.Backtests;
using Serverless.Infra.Experiments;
using Serverless.Infra.Keys;
using Serverless.Infra.Optimizations;
using Serverless.Infra.State;

namespace Serverless.Functions.Hosting;

/// <summary>Registers what backtests, searches and experiments need.</summary>
internal static class BacktestServices
{
    public static IServiceCollection AddBacktests(this IServiceCollection services) => services
        .AddSingleton(StrategyLibrary.BuiltIn)
        .AddSingleton<BacktestPlanner>().AddSingleton<BacktestExecutor>()
        .AddSingleton<BacktestStarter>().AddSingleton<BacktestReader>()
        .AddSingleton<OptimizationPlanner>().AddSingleton<OptimizationExecutor>().AddSingleton<OpenSearches>()
        .AddSingleton<OptimizationStarter>().AddSingleton<OptimizationReader>()
        .AddSingleton(provider => new OptimizationTable(provider.GetRequiredService<TableServiceClient>().GetTableClient(OptimizationTable.TableName)))
        .AddSingleton(provider => new BacktestTable(provider.GetRequiredService<TableServiceClient>().GetTableClient(BacktestTable.TableName)))
        .AddSingleton(provider => new ExperimentAccount(
            new ExperimentTable(provider.GetRequiredService<TableServiceClient>().GetTableClient(ExperimentTable.TableName), provider.GetRequiredService<ContentProtection>()),
            provider.GetRequiredService<RunStore>()));
}
