using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Serverless.Infra.Keys;
using Serverless.Infra.Keys.Vault;

namespace Serverless.Functions.Hosting;

/// <summary>Registers what seals and opens confidential content.</summary>
internal static class ProtectionServices
{
    public static IServiceCollection AddProtection(this IServiceCollection services)
    {
        services.AddOptions<EncryptionOptions>().BindConfiguration("Encryption").ValidateOnStart();
        services.AddSingleton<IValidateOptions<EncryptionOptions>, EncryptionOptionsValidator>();
        services.AddSingleton<StrategySeal>().AddSingleton<OrderSeal>().AddSingleton<SearchSeal>();
        return services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<EncryptionOptions>>().Value;
            return WrappingKey(options) is { } key
                ? new ContentProtection(new DataKeyStore(
                    provider.GetRequiredService<BlobServiceClient>().GetBlobContainerClient(DataKeyStore.ContainerName), key, provider.GetRequiredService<TimeProvider>()))
                : ContentProtection.None;
        });
    }

    private static IKeyEncryptionKey? WrappingKey(EncryptionOptions options) =>
        options.VaultKey is { } address ? new VaultWrappingKey(new VaultKeys(VaultKeys.VaultOf(address), AzureIdentity.Credential), VaultKeys.NameOf(address))
        : options.KeyFolder is { Length: > 0 } folder ? new KeyEncryptionFolder(folder)
        : null;
}
