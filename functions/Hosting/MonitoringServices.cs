using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.MarketData.Benchmarks;
using Serverless.Infra.Alerts;
using Serverless.Infra.MarketData;
using Serverless.Infra.State;

namespace Serverless.Functions.Hosting;

/// <summary>Registers the watch over live strategies; its thresholds are the settings under <c>Monitoring</c>, <c>Benchmark</c> and <c>Alerts</c>.</summary>
internal static class MonitoringServices
{
    /// <exception cref="InvalidOperationException">A setting cannot be used; the message names it.</exception>
    public static IServiceCollection AddMonitoring(this IServiceCollection services, IConfiguration configuration)
    {
        var limits = configuration.GetSection("Monitoring").Get<MonitoringLimits>() ?? new MonitoringLimits();
        var basket = configuration.GetSection("Benchmark").Get<BasketRules>() ?? new BasketRules();
        var webhook = configuration.GetSection("Alerts").Get<WebhookOptions>() ?? new WebhookOptions();
        if ((limits.FindProblem() ?? basket.FindProblem() ?? webhook.FindProblem()) is { } problem)
            throw new InvalidOperationException(problem);
        return services
            .AddSingleton(limits)
            .AddSingleton(basket)
            .AddSingleton(new CusumSettings())
            .AddSingleton(provider => new AlertWebhook(webhook, provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(provider => new AlertTable(Table(provider, AlertTable.TableName)))
            .AddSingleton(provider => new HealthTable(Table(provider, HealthTable.TableName)))
            .AddSingleton(provider => new CorrelationTable(Table(provider, CorrelationTable.TableName)))
            .AddSingleton<DailyReportStore>()
            .AddSingleton<BenchmarkReader>()
            .AddSingleton<MonitoringCases>()
            .AddSingleton<MonitoringStarter>();
    }

    private static TableClient Table(IServiceProvider provider, string name) => provider.GetRequiredService<TableServiceClient>().GetTableClient(name);
}
