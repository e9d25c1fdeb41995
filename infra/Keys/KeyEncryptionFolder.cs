using System.Globalization;
using System.Security.Cryptography;

namespace Serverless.Infra.Keys;

/// <summary>
/// Key-encryption keys in a folder of this machine, for development and installations of one machine: <c>0001-1a2b3c4d5e6f7081.key</c> is 32 bytes in
/// base64 that only its owner may read, and the highest number is the one that wraps. AES key wrap with padding (RFC 5649).
/// </summary>
/// <param name="path">The folder; made with a first key when it is missing, for its owner alone.</param>
public sealed class KeyEncryptionFolder(string path) : IKeyEncryptionKey
{
    private const string Scheme = "file:";

    /// <inheritdoc/>
    public async Task<WrappedKey> WrapAsync(ReadOnlyMemory<byte> key, CancellationToken cancellationToken)
    {
        var file = Newest() ?? await CreateAsync(cancellationToken);
        using var aes = Load(file);
        return new WrappedKey(Scheme + IdOf(file), aes.EncryptKeyWrapPadded(key.Span));
    }

    /// <inheritdoc/>
    public Task<byte[]> UnwrapAsync(WrappedKey wrapped, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wrapped);
        var id = wrapped.By.StartsWith(Scheme, StringComparison.Ordinal) ? wrapped.By[Scheme.Length..] : null;
        var file = Files().FirstOrDefault(file => IdOf(file) == id) ?? throw new ContentKeyException(
            $"Content is sealed under the key '{wrapped.By}', which is not in '{path}'. Put the key's file back there, or name its folder.");
        using var aes = Load(file);
        try
        {
            return Task.FromResult(aes.DecryptKeyWrapPadded(wrapped.Bytes));
        }
        catch (CryptographicException e)
        {
            throw new ContentKeyException($"'{file}' is not the key that it was, or what it wrapped was altered: restore the file, and container '{DataKeyStore.ContainerName}', from a backup.", e);
        }
    }

    /// <summary>Makes the key that wraps from now on; earlier ones go on unwrapping.</summary>
    /// <returns>Its file.</returns>
    public async Task<string> CreateAsync(CancellationToken cancellationToken)
    {
        PrivateFile.CreateFolder(path);
        var key = RandomNumberGenerator.GetBytes(DataKey.Length);
        var id = Convert.ToHexStringLower(SHA256.HashData(key).AsSpan(0, 8));
        var number = Newest() is { } newest ? int.Parse(Path.GetFileName(newest)[..4], CultureInfo.InvariantCulture) + 1 : 1;
        var file = Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"{number:D4}-{id}.key"));
        await PrivateFile.WriteAsync(file, Convert.ToBase64String(key), cancellationToken);
        return file;
    }

    private static string IdOf(string file) => Path.GetFileNameWithoutExtension(file)[5..];

    private static Aes Load(string file)
    {
        if (PrivateFile.IsOpenToOthers(file))
            throw new ContentKeyException($"Others than its owner may read or write the key '{file}'. Run 'chmod 600' on it; if somebody may have read it, make another with 'keys content renew'.");
        var bytes = new byte[DataKey.Length];
        if (!Convert.TryFromBase64String(File.ReadAllText(file).Trim(), bytes, out var length) || length != DataKey.Length)
            throw new ContentKeyException($"'{file}' does not hold a key of {DataKey.Length} bytes in base64. Restore it from a backup.");
        var aes = Aes.Create();
        aes.Key = bytes;
        return aes;
    }

    private string? Newest() => Files().LastOrDefault();

    private IEnumerable<string> Files() => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "????-????????????????.key").Order(StringComparer.Ordinal)
        : [];
}
