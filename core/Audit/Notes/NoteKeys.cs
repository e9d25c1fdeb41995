namespace Serverless.Core.Audit.Notes;

/// <summary>The key in force of a store.</summary>
public static class NoteKeys
{
    /// <summary>The key in force of a role, and the trusted keys; the first time, a key is made and trusted from the beginning of the log.</summary>
    /// <param name="store">The store, locked by the caller.</param>
    /// <param name="role">The role.</param>
    /// <param name="name">Name of a new key.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NoteKeyException">The key cannot be used, or all of them were retired.</exception>
    public static async Task<(INoteSigner Signer, AuditKeyring Keyring)> OpenInForceAsync(
        this INoteKeyStore store, KeyRole role, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        var keyring = await store.ReadKeyringAsync(cancellationToken);
        if (!keyring.Keys.Any(key => key.Role == role))
        {
            keyring = new AuditKeyring([.. keyring.Keys, new TrustedKey(await store.CreateAsync(role, name, cancellationToken), role)]);
            await store.WriteKeyringAsync(keyring, cancellationToken);
        }

        var current = keyring.InForce(role) ?? throw new NoteKeyException($"Every {role} key has ended its time: the list of trusted keys was changed by hand. Put it back.");
        return (await store.OpenAsync(role, current.Key, cancellationToken), keyring);
    }
}
