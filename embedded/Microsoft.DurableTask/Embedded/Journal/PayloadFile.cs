using System.Buffers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace Microsoft.DurableTask.Embedded.Journal;

/// <summary>A text that is too large for a record, in a file that is named by the SHA-256 of its UTF-8.</summary>
/// <param name="Text">Null where the file is known to exist.</param>
internal sealed record PayloadFile(string Name, string? Text)
{
    /// <summary>A text of more bytes than this goes to a file.</summary>
    public const int MaxInRecord = 64 * 1024;

    // The same text is written when it is sent, when it is consumed and in a checkpoint.
    private static readonly ConditionalWeakTable<string, string> Names = [];

    public static PayloadFile Of(string text) => new(Names.GetValue(text, Hash), text);

    public static string NameOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <exception cref="InvalidDataException">The file is missing or damaged.</exception>
    public static string Load(IJournalSource source, string name)
    {
        if (source.ReadPayload(name) is not { } content)
            throw new InvalidDataException($"the payload file '{source.PathOf(name)}' is missing; restore it from a copy");
        return NameOf(content) == name
            ? Encoding.UTF8.GetString(content)
            : throw new InvalidDataException($"the payload file '{source.PathOf(name)}' is damaged: its SHA-256 is not its name; restore it from a copy");
    }

    private static string Hash(string text)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetByteCount(text));
        try
        {
            return NameOf(buffer.AsSpan(0, Encoding.UTF8.GetBytes(text, buffer)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
