using Azure.Security.KeyVault.Secrets;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Options;
using Serverless.Core.Audit.Notes;
using Serverless.Infra.Audit.Keys;
using Serverless.Infra.Keys.Vault;

namespace Serverless.Functions.Hosting;

/// <summary>Where the keys of the log and of the witness in this app are, as the settings under <c>Audit</c> say.</summary>
public sealed class AuditKeyStores(IOptions<AuditOptions> options, BlobServiceClient blobs, TimeProvider time)
{
    private const string LockContainer = "locks";

    /// <summary>The keys of the log; null when nothing is signed here.</summary>
    public INoteKeyStore? Log => Open(options.Value.VaultKey, options.Value.KeyFolder, options.Value.SignerClientId);

    /// <summary>The keys of the witness; null when there is none here.</summary>
    public INoteKeyStore? Witness => Open(options.Value.WitnessVaultKey, options.Value.WitnessKeyFolder, options.Value.WitnessClientId);

    private INoteKeyStore? Open(Uri? vaultKey, string? folder, Guid? clientId)
    {
        if (vaultKey is null)
            return folder is { Length: > 0 } ? new KeyFolder(folder, time) : null;
        var (vault, name, identity) = (VaultKeys.VaultOf(vaultKey), VaultKeys.NameOf(vaultKey), AzureIdentity.CredentialOf(clientId));
        var gate = new BlobGate(blobs.GetBlobContainerClient(LockContainer).GetBlobClient(name), time);
        return new VaultNoteKeys(new VaultKeys(vault, identity), new SecretClient(vault, identity), name, gate);
    }
}
