namespace Serverless.Core.Audit.Notes;

/// <summary>
/// Where the private keys of a log, or of a witness, are kept, with the list of those that are to be trusted. One that cannot hand out private
/// keys signs in its place.
/// </summary>
public interface INoteKeyStore
{
    /// <summary>Waits until nobody else signs or rotates, and keeps others from it until the result is disposed.</summary>
    /// <exception cref="NoteKeyException">It took too long.</exception>
    Task<IAsyncDisposable> LockAsync(CancellationToken cancellationToken);

    /// <summary>The trusted keys; none in a new store.</summary>
    /// <exception cref="NoteKeyException">The list is damaged.</exception>
    Task<AuditKeyring> ReadKeyringAsync(CancellationToken cancellationToken);

    /// <summary>Replaces the list of trusted keys, all of it or nothing.</summary>
    Task WriteKeyringAsync(AuditKeyring keyring, CancellationToken cancellationToken);

    /// <summary>A private key that is not in the list yet: one that an interrupted caller made, else a new one.</summary>
    Task<NoteKey> CreateAsync(KeyRole role, string name, CancellationToken cancellationToken);

    /// <summary>Signs with a private key of the store.</summary>
    /// <exception cref="NoteKeyException">The key is not there, is not the same any more, or others may read it.</exception>
    Task<INoteSigner> OpenAsync(KeyRole role, NoteKey key, CancellationToken cancellationToken);
}
