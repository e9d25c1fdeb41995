using System.Buffers;
using Parquet.Meta;

namespace Parquet.Encodings;

/// <summary>How values of one physical type lie in pages.</summary>
internal abstract class ValueLayout<T>
{
    /// <summary>Equality by stored bits, so that a dictionary keeps every value as it was.</summary>
    public virtual IEqualityComparer<T> Equality => EqualityComparer<T>.Default;

    /// <summary>The fewest bytes that so many values can take; known where each takes some of its own.</summary>
    public abstract long LeastBytes(PageEncoding encoding, int count);

    /// <summary>Fills <paramref name="values"/>. They may be views of <paramref name="bytes"/>.</summary>
    /// <exception cref="ParquetException">The bytes are malformed, or the encoding is none of this type.</exception>
    public abstract void Decode(PageEncoding encoding, ReadOnlyMemory<byte> bytes, Span<T> values);

    /// <summary>Writes values in plain encoding.</summary>
    public abstract void Encode(IBufferWriter<byte> output, ReadOnlySpan<T> values);

    /// <summary>Writes values as differences; false where this type has none.</summary>
    public virtual bool TryEncodeDelta(IBufferWriter<byte> output, ReadOnlySpan<T> values) => false;

    /// <summary>A value as statistics hold it: plain, without length. False where the bytes are none.</summary>
    public abstract bool TryDecodeOne(byte[] bytes, out T value);

    /// <summary>A value as statistics hold it.</summary>
    public abstract byte[] EncodeOne(T value);

    protected static ParquetException Unsupported(PageEncoding encoding, string type) =>
        new($"encoding {(Enum.IsDefined(encoding) ? encoding.ToString() : $"{(int)encoding}")} of {type} values is not supported");

    protected static void CheckLength(long needed, int present, int count)
    {
        if (needed > present)
            throw new ParquetException($"{count} values need {needed} bytes where {present} are left");
    }
}
