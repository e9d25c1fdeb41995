using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Serverless.Infra.Audit;
using Serverless.Infra.Audit.Bundles;
using Serverless.Infra.Audit.Redactions;
using Serverless.Infra.Keys;

namespace Serverless.Functions.Hosting;

/// <summary>Registers what signs, verifies and hands out the audit trail.</summary>
internal static class AuditServices
{
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.AddOptions<AuditOptions>().BindConfiguration("Audit").ValidateOnStart();
        services.AddSingleton<IValidateOptions<AuditOptions>, AuditOptionsValidator>();
        return services
            .AddSingleton(provider => BlobAuditLog.Open(
                BlobsOfTrail(provider), provider.GetRequiredService<TableServiceClient>(), OptionsOf(provider).Origin, OptionsOf(provider).Shard))
            .AddSingleton(provider => new BlobTrail(BlobsOfTrail(provider, OptionsOf(provider).SignerClientId), BlobsOfWitness(OptionsOf(provider)), OptionsOf(provider).Shard))
            .AddSingleton(provider => new TrailReader(
                provider.GetRequiredService<BlobTrail>(),
                provider.GetRequiredService<BlobServiceClient>(),
                provider.GetRequiredService<TableServiceClient>(),
                BlobTrail.OriginOf(OptionsOf(provider).Origin, OptionsOf(provider).Shard),
                provider.GetRequiredService<ContentProtection>()))
            .AddSingleton<ContentRemoval>()
            .AddSingleton<Redactions>()
            .AddSingleton<AuditKeyStores>()
            .AddSingleton<TrailMeter>()
            .AddSingleton<TrailKeeper>();
    }

    // Entries are added by the app, what is signed of them is stored by the signer.
    private static BlobServiceClient BlobsOfTrail(IServiceProvider provider, Guid? clientId = null) =>
        OptionsOf(provider).StorageAccount is { Length: > 0 } account ? AzureIdentity.BlobsOf(account, clientId) : provider.GetRequiredService<BlobServiceClient>();

    private static BlobServiceClient? BlobsOfWitness(AuditOptions options) =>
        options.WitnessStorageAccount is { Length: > 0 } account ? AzureIdentity.BlobsOf(account, options.WitnessClientId)
        : options.WitnessStorage is { Length: > 0 } connection ? new BlobServiceClient(connection)
        : null;

    private static AuditOptions OptionsOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<AuditOptions>>().Value;
}
