namespace Serverless.Infra.Keys.Vault;

/// <summary>An RSA key in Key Vault that wraps data keys: its newest version wraps, and each unwraps what it wrapped for as long as it is enabled.</summary>
/// <param name="keys">The vault.</param>
/// <param name="name">Name of the key.</param>
public sealed class VaultWrappingKey(VaultKeys keys, string name) : IKeyEncryptionKey
{
    /// <inheritdoc/>
    public async Task<WrappedKey> WrapAsync(ReadOnlyMemory<byte> key, CancellationToken cancellationToken)
    {
        try
        {
            return await keys.WrapAsync(name, key, cancellationToken);
        }
        catch (VaultException error)
        {
            throw new ContentKeyException(error.Message, error);
        }
    }

    /// <inheritdoc/>
    public async Task<byte[]> UnwrapAsync(WrappedKey wrapped, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wrapped);
        if (!wrapped.By.StartsWith("https:", StringComparison.Ordinal))
            throw new ContentKeyException($"Content is sealed under the key '{wrapped.By}' of another place than Key Vault {keys.Vault}. Name that place to open it.");
        try
        {
            return await keys.UnwrapAsync(wrapped, cancellationToken);
        }
        catch (VaultException error)
        {
            throw new ContentKeyException(error.Message, error);
        }
    }
}
