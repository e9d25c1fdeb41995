using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Serverless.Infra.Audit;
using Serverless.Infra.Audit.Bundles;

namespace Serverless.Functions.Hosting;

/// <summary>Registers what signs, verifies and hands out the audit trail.</summary>
internal static class AuditServices
{
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.AddOptions<AuditOptions>().BindConfiguration("Audit");
        return services
            .AddSingleton(provider => BlobAuditLog.Open(
                provider.GetRequiredService<BlobServiceClient>(), provider.GetRequiredService<TableServiceClient>(), OptionsOf(provider).Origin))
            .AddSingleton(provider => new BlobTrail(
                provider.GetRequiredService<BlobServiceClient>(),
                OptionsOf(provider).WitnessStorage is { Length: > 0 } connection ? new BlobServiceClient(connection) : null))
            .AddSingleton(provider => new TrailReader(
                provider.GetRequiredService<BlobTrail>(),
                provider.GetRequiredService<BlobServiceClient>(),
                provider.GetRequiredService<TableServiceClient>(),
                OptionsOf(provider).Origin))
            .AddSingleton<TrailKeeper>();
    }

    private static AuditOptions OptionsOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<AuditOptions>>().Value;
}
