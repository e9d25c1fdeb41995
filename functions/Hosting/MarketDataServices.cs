using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Serverless.Infra.MarketData.Download;

namespace Serverless.Functions.Hosting;

/// <summary>Registers what keeps market data up to date.</summary>
internal static class MarketDataServices
{
    public static IServiceCollection AddMarketData(this IServiceCollection services)
    {
        services.AddOptions<DownloadSettings>().BindConfiguration("MarketData");
        services.AddOptions<MarketDataOptions>().BindConfiguration("MarketData").ValidateOnStart();
        services.AddSingleton<IValidateOptions<MarketDataOptions>, MarketDataOptionsValidator>();
        services.AddSingleton(provider => DownloadSources.Create(
            provider.GetRequiredService<IOptions<DownloadSettings>>().Value, new HttpPolicy(), provider.GetRequiredService<TimeProvider>()));
        return services.AddSingleton<MarketDataUpdater>().AddSingleton<MarketDataUpdates>();
    }
}
