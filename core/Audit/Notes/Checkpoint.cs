using System.Globalization;
using Serverless.Core.Audit.Merkle;

namespace Serverless.Core.Audit.Notes;

/// <summary>A statement about a log, as in C2SP tlog-checkpoint: with this many entries its Merkle tree has this root.</summary>
/// <param name="Origin">The log; see <see cref="AuditEntry.Origin"/>.</param>
/// <param name="Size">Number of entries.</param>
/// <param name="Root">Root of the tree, 32 bytes.</param>
public sealed record Checkpoint(string Origin, long Size, ReadOnlyMemory<byte> Root)
{
    /// <summary>The text of the note: origin, size and root in base64, a line each.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root.Span)}\n");

    /// <summary>Reads the text of a note. Lines that follow the three are refused: nobody could audit them.</summary>
    /// <exception cref="NoteFormatException">The text is not exactly that of a checkpoint.</exception>
    public static Checkpoint Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Split('\n') is not [{ Length: > 0 } origin, var sizeText, var rootText, ""])
            throw new NoteFormatException("A checkpoint has three lines: origin, size and root.");
        var root = new byte[MerkleHash.Size + 1];
        if (!long.TryParse(sizeText, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || !Convert.TryFromBase64String(rootText, root, out var length) || length != MerkleHash.Size)
        {
            throw new NoteFormatException($"A checkpoint states a size and a root of {MerkleHash.Size} bytes in base64, not '{sizeText}' and '{rootText}'.");
        }

        var checkpoint = new Checkpoint(origin, size, root.AsMemory(0, MerkleHash.Size));
        return checkpoint.Text == text ? checkpoint : throw new NoteFormatException("The checkpoint is not written as it must be: no leading zeros, no spaces.");
    }

    /// <inheritdoc/>
    public bool Equals(Checkpoint? other) => other is not null && Origin == other.Origin && Size == other.Size && Root.Span.SequenceEqual(other.Root.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Origin, Size);
}
