namespace Serverless.Functions.Hosting;

/// <summary>Under which key the confidential part of what is stored is sealed, from the settings under <c>Encryption</c>; with none, nothing is sealed.</summary>
public sealed class EncryptionOptions
{
    /// <summary>Folder of the keys on this machine, for development; made when it is missing.</summary>
    public string? KeyFolder { get; set; }

    /// <summary>Address of an RSA key in Key Vault, without its version: <c>https://NAME.vault.azure.net/keys/KEY</c>.</summary>
    public Uri? VaultKey { get; set; }
}
