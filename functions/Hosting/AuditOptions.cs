using Serverless.Infra.Audit;

namespace Serverless.Functions.Hosting;

/// <summary>The audit log of this app, from the settings under <c>Audit</c>.</summary>
public sealed class AuditOptions
{
    /// <summary>Name of the log, stated in every entry.</summary>
    public string Origin { get; set; } = BlobAuditLog.DefaultOrigin;

    /// <summary>Which of several logs in the account, for instance a year; see <c>audit freeze</c>. Without one, the first.</summary>
    public string? Shard { get; set; }

    /// <summary>When the log was restored from a backup that lacked its end: what the host had found intact before is no longer expected of it.</summary>
    public DateTimeOffset? RestoredAt { get; set; }

    /// <summary>Folder of the keys that sign the log, for development; without it and <see cref="VaultKey"/>, nothing is signed.</summary>
    public string? KeyFolder { get; set; }

    /// <summary>Address of the key in Key Vault that signs the log, without its version: <c>https://NAME.vault.azure.net/keys/KEY</c>.</summary>
    public Uri? VaultKey { get; set; }

    /// <summary>Folder of the keys of the witness in this app; without it and <see cref="WitnessVaultKey"/>, there is none.</summary>
    public string? WitnessKeyFolder { get; set; }

    /// <summary>Address of the key in Key Vault by which the witness cosigns.</summary>
    public Uri? WitnessVaultKey { get; set; }

    /// <summary>Client id of the managed identity that signs and stores checkpoints; default: the app's, which adds entries.</summary>
    public Guid? SignerClientId { get; set; }

    /// <summary>Client id of the managed identity by which the witness cosigns and remembers; default: the app's.</summary>
    public Guid? WitnessClientId { get; set; }

    /// <summary>Name of the account of the log, reached by this app's identity; default: that of the host.</summary>
    public string? StorageAccount { get; set; }

    /// <summary>Name of the account in which the witness remembers, reached by this app's identity; default: that of the log.</summary>
    public string? WitnessStorageAccount { get; set; }

    /// <summary>Connection string of the account in which the witness remembers, in place of its name.</summary>
    public string? WitnessStorage { get; set; }
}
