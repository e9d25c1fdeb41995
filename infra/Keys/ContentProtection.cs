using System.Buffers.Text;
using System.Text;

namespace Serverless.Infra.Keys;

/// <summary>
/// Seals what is confidential before it is stored, and opens it. Content that was stored before there were keys is read as it is. Thread-safe.
/// </summary>
public sealed class ContentProtection : IDisposable
{
    private const string SealedText = "sealed:";

    private readonly DataKeyStore? store;
    private readonly SemaphoreSlim gate = new(1);
    private volatile DataKeyRing? ring;

    /// <summary>Seals with the newest key of <paramref name="store"/>.</summary>
    public ContentProtection(DataKeyStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        this.store = store;
    }

    private ContentProtection()
    {
    }

    /// <summary>Seals nothing, and cannot open what is sealed.</summary>
    public static ContentProtection None { get; } = new();

    /// <summary>What to store in the record of this identity.</summary>
    /// <exception cref="ContentKeyException">There is no key to seal with.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> SealAsync(string identity, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        store is null ? content : (await RingAsync(cancellationToken)).Active.Seal(identity, content.Span);

    /// <summary>The content of what was stored in the record of this identity.</summary>
    /// <exception cref="ContentKeyException">It was sealed with a key that is not there, or is not as it was sealed.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> OpenAsync(string identity, ReadOnlyMemory<byte> stored, CancellationToken cancellationToken)
    {
        if (DataKey.IdOf(stored.Span) is not { } id)
            return stored;
        if (store is null)
            throw new ContentKeyException($"'{identity}' is sealed with key {id}, and no keys are set: name them in 'Encryption:KeyFolder' or 'Encryption:VaultKey', or with --content-keys.");
        var key = (await RingAsync(cancellationToken)).Find(id) ?? (await ReloadAsync(cancellationToken)).Find(id)
            ?? throw new ContentKeyException($"'{identity}' is sealed with key {id}, which is not in container '{DataKeyStore.ContainerName}'. Restore that container from a backup.");
        return key.Open(identity, stored.Span);
    }

    /// <summary>As <see cref="SealAsync"/>, for a column or a message.</summary>
    public async ValueTask<string> SealTextAsync(string identity, string text, CancellationToken cancellationToken) => store is null
        ? text
        : SealedText + Base64Url.EncodeToString((await SealAsync(identity, Encoding.UTF8.GetBytes(text), cancellationToken)).Span);

    /// <summary>As <see cref="OpenAsync"/>, for a column or a message.</summary>
    public async ValueTask<string> OpenTextAsync(string identity, string stored, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stored);
        if (!stored.StartsWith(SealedText, StringComparison.Ordinal))
            return stored;
        var encoded = stored.AsSpan(SealedText.Length);
        if (!Base64Url.IsValid(encoded) || Base64Url.DecodeFromChars(encoded) is not { } bytes || DataKey.IdOf(bytes) is null)
            throw new ContentKeyException($"'{identity}' is sealed, but what is stored is damaged. Restore it from a backup.");
        return Encoding.UTF8.GetString((await OpenAsync(identity, bytes, cancellationToken)).Span);
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    private async ValueTask<DataKeyRing> RingAsync(CancellationToken cancellationToken) => ring ?? await LoadAsync(known: null, cancellationToken);

    private Task<DataKeyRing> ReloadAsync(CancellationToken cancellationToken) => LoadAsync(ring, cancellationToken);

    // Of several that find a ring missing or too old, the first reads for all.
    private async Task<DataKeyRing> LoadAsync(DataKeyRing? known, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (ring is { } present && !ReferenceEquals(present, known))
                return present;
            return ring = await store!.ReadAsync(cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }
}
