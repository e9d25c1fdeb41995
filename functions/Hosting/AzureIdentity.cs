using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;

namespace Serverless.Functions.Hosting;

/// <summary>What this app is to Azure: its managed identity, or on a developer's machine whoever is signed in.</summary>
internal static class AzureIdentity
{
    /// <summary>What proves it.</summary>
    public static TokenCredential Credential { get; } = new DefaultAzureCredential();

    /// <summary>The blobs of an account.</summary>
    public static BlobServiceClient BlobsOf(string account) => new(new Uri($"https://{account}.blob.core.windows.net"), Credential);
}
