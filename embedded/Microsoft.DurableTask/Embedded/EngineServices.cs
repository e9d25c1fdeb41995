using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.DurableTask.Embedded;

/// <summary>Registers the one engine that workers and clients of a container share.</summary>
internal static class EngineServices
{
    public static void AddTo(IServiceCollection services)
    {
        services.AddLogging();
        services.AddOptions<EmbeddedEngineOptions>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<DurableEngine>();
    }
}
