using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.Infra.Keys;

/// <summary>
/// A key that seals content: AES-256-GCM (NIST SP 800-38D). The nonce is the beginning of an HMAC-SHA-256 over identity and content, so that the same
/// content is sealed to the same bytes, as replays need; who reads storage learns from that which records are equal, and nothing else. Encryption and
/// nonces have keys of their own, from HKDF (RFC 5869). Thread-safe.
/// </summary>
/// <remarks>
/// What is stored: <c>SLS1</c>, the key's id (8 bytes), the nonce (12), the encrypted content, the tag (16). The tag also covers the id and the record's
/// identity: content that was moved to another record does not open.
/// </remarks>
public sealed class DataKey
{
    /// <summary>Length of a key in bytes.</summary>
    public const int Length = 32;

    private const int IdLength = 8;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int HeaderLength = 4 + IdLength + NonceLength;

    private readonly byte[] key;
    private readonly byte[] id;
    private readonly byte[] encryption;
    private readonly byte[] nonces;

    /// <summary>A key of <see cref="Length"/> bytes.</summary>
    public DataKey(ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, Length);
        this.key = key.ToArray();
        (id, encryption, nonces) = (Derive("id", IdLength), Derive("encryption", Length), Derive("nonce", Length));
    }

    /// <summary>Id, 16 hexadecimal digits, which follows from the key.</summary>
    public string Id => Convert.ToHexStringLower(id);

    private static ReadOnlySpan<byte> Magic => "SLS1"u8;

    /// <summary>A random key.</summary>
    public static DataKey Create() => new(RandomNumberGenerator.GetBytes(Length));

    /// <summary>The id of the key that sealed <paramref name="stored"/>; null for content that is not sealed.</summary>
    public static string? IdOf(ReadOnlySpan<byte> stored) =>
        stored.Length >= HeaderLength + TagLength && stored.StartsWith(Magic) ? Convert.ToHexStringLower(stored.Slice(Magic.Length, IdLength)) : null;

    /// <summary>The key itself, to be wrapped.</summary>
    public byte[] Export() => [.. key];

    /// <summary>Seals content for the record of this identity.</summary>
    public byte[] Seal(string identity, ReadOnlySpan<byte> content)
    {
        var sealedContent = new byte[HeaderLength + content.Length + TagLength];
        var span = sealedContent.AsSpan();
        Magic.CopyTo(span);
        id.CopyTo(span[Magic.Length..]);
        var nonce = span.Slice(Magic.Length + IdLength, NonceLength);
        NonceOf(identity, content)[..NonceLength].CopyTo(nonce);
        using var aes = new AesGcm(encryption, TagLength);
        aes.Encrypt(nonce, content, span.Slice(HeaderLength, content.Length), span[^TagLength..], Associated(identity));
        return sealedContent;
    }

    /// <summary>Opens what <see cref="Seal"/> made for the same identity.</summary>
    /// <exception cref="ContentKeyException">It was altered, or belongs to another record.</exception>
    public byte[] Open(string identity, ReadOnlySpan<byte> stored)
    {
        var content = new byte[stored.Length - HeaderLength - TagLength];
        using var aes = new AesGcm(encryption, TagLength);
        try
        {
            aes.Decrypt(stored.Slice(Magic.Length + IdLength, NonceLength), stored[HeaderLength..^TagLength], stored[^TagLength..], content, Associated(identity));
            return content;
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw new ContentKeyException($"'{identity}' does not open with key {Id}: it was altered, or belongs to another record. Restore it from a backup.", e);
        }
    }

    private byte[] Associated(string identity) => [.. Magic, .. id, .. Encoding.UTF8.GetBytes(identity)];

    private byte[] NonceOf(string identity, ReadOnlySpan<byte> content)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, nonces);
        var name = Encoding.UTF8.GetBytes(identity);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, name.Length);
        hmac.AppendData(length);
        hmac.AppendData(name);
        hmac.AppendData(content);
        return hmac.GetHashAndReset();
    }

    private byte[] Derive(string purpose, int length) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, length, info: Encoding.UTF8.GetBytes($"serverless.content/1 {purpose}"));
}
