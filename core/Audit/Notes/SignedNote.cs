using System.Buffers.Binary;
using System.Text;

namespace Serverless.Core.Audit.Notes;

/// <summary>
/// A text with signatures, as in C2SP signed-note: the text, an empty line, and one line <c>— name base64(key id ‖ signature)</c> for each
/// signature. The text means nothing until a signature of a trusted key has been verified: see <see cref="CheckpointVerifier"/>.
/// </summary>
public sealed class SignedNote
{
    /// <summary>Most bytes of a note.</summary>
    public const int MaxBytes = 64 * 1024;

    private const string SignaturePrefix = "— ";
    private const int KeyIdBytes = 4;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Puts a note together.</summary>
    /// <param name="text">The text; ends with a line feed and holds no other control character.</param>
    /// <param name="signatures">Its signatures; at least one.</param>
    /// <exception cref="NoteFormatException">One of them is not as described.</exception>
    public SignedNote(string text, IReadOnlyList<NoteSignature> signatures)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(signatures);
        if (!text.EndsWith('\n') || text.Any(c => c < ' ' && c != '\n'))
            throw new NoteFormatException("The text of a note ends with a line feed and holds no other control character.");
        if (signatures.Count == 0)
            throw new NoteFormatException("A note has at least one signature.");
        if (signatures.FirstOrDefault(signature => !IsKeyName(signature.KeyName)) is { } wrong)
            throw new NoteFormatException($"'{wrong.KeyName}' is no name of a key: it must not be empty, nor hold spaces or '+'.");
        Text = text;
        Signatures = signatures;
    }

    /// <summary>What is signed, with its last line feed.</summary>
    public string Text { get; }

    /// <summary>The signatures, in the order of their lines.</summary>
    public IReadOnlyList<NoteSignature> Signatures { get; }

    /// <summary>Reads a note.</summary>
    /// <exception cref="NoteFormatException">The bytes are not exactly a note.</exception>
    public static SignedNote Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxBytes)
            throw new NoteFormatException($"A note has at most {MaxBytes} bytes, not {bytes.Length}.");
        var content = Decode(bytes);
        var split = content.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (split < 0 || !content.EndsWith('\n'))
            throw new NoteFormatException("A note is a text, an empty line and lines of signatures, the last of which ends with a line feed.");
        var lines = content[(split + 2)..].Split('\n')[..^1];
        return new SignedNote(content[..(split + 1)], Array.ConvertAll(lines, ParseSignature));
    }

    /// <summary>The bytes of the note.</summary>
    public byte[] ToBytes() => Utf8.GetBytes(ToString());

    /// <inheritdoc/>
    public override string ToString() => $"{Text}\n{string.Concat(Signatures.Select(Format))}";

    /// <summary>The note with one more signature.</summary>
    public SignedNote With(NoteSignature signature) => new(Text, [.. Signatures, signature]);

    internal static bool IsKeyName(string name) => name.Length > 0 && !name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '+');

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new NoteFormatException("The note is not UTF-8.", e);
        }
    }

    private static NoteSignature ParseSignature(string line)
    {
        var parts = line.StartsWith(SignaturePrefix, StringComparison.Ordinal) ? line[SignaturePrefix.Length..].Split(' ') : [];
        if (parts is not [var name, var encoded])
            throw new NoteFormatException($"'{line}' is no line of a signature: '— name base64'.");
        var bytes = new byte[encoded.Length];
        // One text for one value: what a lenient decoder takes besides (spaces, other padding) would let a note be altered unseen.
        if (!Convert.TryFromBase64String(encoded, bytes, out var length) || length <= KeyIdBytes || Convert.ToBase64String(bytes, 0, length) != encoded)
            throw new NoteFormatException($"The signature of '{name}' is not base64 of a key id and a signature.");
        return new NoteSignature(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.AsMemory(KeyIdBytes..length));
    }

    private static string Format(NoteSignature signature)
    {
        var bytes = new byte[KeyIdBytes + signature.Value.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, signature.KeyId);
        signature.Value.CopyTo(bytes.AsMemory(KeyIdBytes));
        return $"{SignaturePrefix}{signature.KeyName} {Convert.ToBase64String(bytes)}\n";
    }
}
