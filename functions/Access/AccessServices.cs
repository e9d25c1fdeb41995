using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Serverless.Functions.Access;

/// <summary>Registers who may call.</summary>
internal static class AccessServices
{
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddOptions<AccessOptions>().BindConfiguration("Access").ValidateOnStart();
        services.AddSingleton<IValidateOptions<AccessOptions>, AccessOptionsValidator>();
        return services
            .AddSingleton<AccessKeys>()
            .AddSingleton(provider => new Tokens(
                [.. TokenIssuer.From(provider.GetRequiredService<IOptions<AccessOptions>>().Value)],
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<Tokens>>()))
            .AddSingleton<CallerReader>()
            .AddSingleton<RequestRates>()
            .AddSingleton<AccessTrail>()
            .AddHostedService(provider => provider.GetRequiredService<AccessTrail>());
    }
}
