namespace Serverless.Infra.Keys.Vault;

/// <summary>A version of a key in Key Vault.</summary>
/// <param name="Address">Its address, with the version.</param>
/// <param name="IsEnabled">Whether it may be used.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo in DER of a key on P-256; null for others.</param>
public sealed record VaultKey(Uri Address, bool IsEnabled, byte[]? PublicKey);
