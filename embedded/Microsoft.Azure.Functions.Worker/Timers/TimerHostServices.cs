using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.Timers;

internal static class TimerHostServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<TimerStatusStore>();
        services.AddSingleton<TimerHost>();
        services.AddHostedService(provider => provider.GetRequiredService<TimerHost>());
        services.AddSingleton<VirtualTime>();
        services.AddHostedService(provider => provider.GetRequiredService<VirtualTime>());
    }
}
