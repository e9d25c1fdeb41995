using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.DurableTask.Worker;

internal static class ServiceProviderExtensions
{
    public static TOptions GetOptions<TOptions>(this IServiceProvider serviceProvider, string? name = null)
        where TOptions : class
        => serviceProvider.GetRequiredService<IOptionsMonitor<TOptions>>().Get(name);
}
