using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.Core.Audit.Notes;

/// <summary>
/// A public key that verifies notes: ECDSA on P-256 with SHA-256, signatures in DER (signature type 0x02 of C2SP signed-note, whose key id is the
/// beginning of SHA-256 of the key in DER, SubjectPublicKeyInfo).
/// </summary>
public sealed record NoteKey
{
    private const byte EcdsaType = 0x02;
    private const string P256 = "1.2.840.10045.3.1.7";

    private readonly byte[] publicKey;

    /// <summary>A key.</summary>
    /// <param name="name">Its name; no spaces, no plus.</param>
    /// <param name="publicKey">SubjectPublicKeyInfo in DER.</param>
    /// <exception cref="NoteFormatException">The name is not allowed, or the bytes are no P-256 key.</exception>
    public NoteKey(string name, ReadOnlySpan<byte> publicKey)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!SignedNote.IsKeyName(name))
            throw new NoteFormatException($"'{name}' is no name of a key: it must not be empty, nor hold spaces or '+'.");
        Name = name;
        this.publicKey = publicKey.ToArray();
        using var key = Import();
        Id = IdOf(publicKey);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>See <see cref="NoteSignature.KeyId"/>.</summary>
    public uint Id { get; }

    /// <summary>The id as eight hexadecimal digits.</summary>
    public string IdText => TextOf(Id);

    /// <summary>SubjectPublicKeyInfo in DER.</summary>
    public ReadOnlySpan<byte> PublicKey => publicKey;

    /// <summary>Id of the key with these bytes (SubjectPublicKeyInfo in DER).</summary>
    public static uint IdOf(ReadOnlySpan<byte> publicKey) => BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(publicKey));

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <exception cref="NoteFormatException">The text is no such key.</exception>
    public static NoteKey Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        // Base64 may hold '+' too, so that only the first two separate.
        if (text.Split('+', 3) is not [var name, var id, var encoded])
            throw new NoteFormatException($"'{text}' is no key: name+id+base64 of the type and the public key.");
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, bytes, out var length) || length < 2)
            throw new NoteFormatException($"The public key of '{name}' is not base64.");
        if (bytes[0] != EcdsaType)
            throw new NoteFormatException($"The key '{name}' has type {bytes[0]}; only type {EcdsaType}, ECDSA, is known.");
        var key = new NoteKey(name, bytes.AsSpan(1, length - 1));
        return id == key.IdText
            ? key
            : throw new NoteFormatException($"The key '{name}' states the id {id}, but its bytes have the id {key.IdText}.");
    }

    /// <summary>Whether <paramref name="signature"/> says that this key signed <paramref name="text"/>, and it is so.</summary>
    public bool Verifies(string text, NoteSignature signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        if (signature.KeyName != Name || signature.KeyId != Id)
            return false;
        using var key = Import();
        return key.VerifyData(Encoding.UTF8.GetBytes(text), signature.Value.Span, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <summary><c>name+id+base64(type ‖ public key)</c>, the form in which C2SP publishes keys.</summary>
    public override string ToString() => $"{Name}+{IdText}+{Convert.ToBase64String([EcdsaType, .. publicKey])}";

    /// <inheritdoc/>
    public bool Equals(NoteKey? other) => other is not null && Name == other.Name && PublicKey.SequenceEqual(other.PublicKey);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Id);

    private static string TextOf(uint id) => id.ToString("x8", CultureInfo.InvariantCulture);

    private ECDsa Import()
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(publicKey, out var read);
            if (read == publicKey.Length && key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == P256)
                return key;
        }
        catch (Exception e) when (e is CryptographicException or PlatformNotSupportedException)
        {
            // Said below, with the name of the key; a curve that nobody knows is a platform that does not support it.
        }

        key.Dispose();
        throw new NoteFormatException($"The public key of '{Name}' is no ECDSA key on P-256 (SubjectPublicKeyInfo, DER).");
    }
}
