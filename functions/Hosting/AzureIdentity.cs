using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;

namespace Serverless.Functions.Hosting;

/// <summary>What this app is to Azure: its managed identity, or on a developer's machine whoever is signed in.</summary>
internal static class AzureIdentity
{
    /// <summary>What proves it.</summary>
    public static TokenCredential Credential { get; } = new DefaultAzureCredential();

    /// <summary>What proves another identity of this app, by its client id; null is the app's own.</summary>
    public static TokenCredential CredentialOf(Guid? clientId) =>
        clientId is { } id ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(id.ToString("D"))) : Credential;

    /// <summary>The blobs of an account, as one of the identities sees them.</summary>
    public static BlobServiceClient BlobsOf(string account, Guid? clientId = null) => new(new Uri($"https://{account}.blob.core.windows.net"), CredentialOf(clientId));
}
