using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Parquet.Meta;

namespace Parquet.Encodings;

/// <summary>Values that lie in pages as they lie in the memory of a little-endian machine.</summary>
internal class FixedWidthLayout<T> : ValueLayout<T>
    where T : unmanaged
{
    static readonly int Width = Unsafe.SizeOf<T>();

    /// <inheritdoc/>
    public override IEqualityComparer<T> Equality { get; } =
        typeof(T) == typeof(double) || typeof(T) == typeof(float) ? new BitwiseEquality() : EqualityComparer<T>.Default;

    /// <inheritdoc/>
    public override long LeastBytes(PageEncoding encoding, int count) =>
        encoding is PageEncoding.PLAIN or PageEncoding.BYTE_STREAM_SPLIT ? (long)count * Width : 0;

    /// <inheritdoc/>
    public override void Decode(PageEncoding encoding, ReadOnlyMemory<byte> bytes, Span<T> values)
    {
        var target = MemoryMarshal.AsBytes(values);
        switch (encoding)
        {
            case PageEncoding.PLAIN:
                CheckLength(target.Length, bytes.Length, values.Length);
                bytes.Span[..target.Length].CopyTo(target);
                break;
            case PageEncoding.BYTE_STREAM_SPLIT:
                CheckLength(target.Length, bytes.Length, values.Length);
                ByteStreamSplit.Decode(bytes.Span[..target.Length], Width, target);
                break;
            default:
                throw Unsupported(encoding, typeof(T).Name);
        }
    }

    /// <inheritdoc/>
    public override void Encode(IBufferWriter<byte> output, ReadOnlySpan<T> values) => output.Write(MemoryMarshal.AsBytes(values));

    /// <inheritdoc/>
    public override bool TryDecodeOne(byte[] bytes, out T value) => MemoryMarshal.TryRead(bytes, out value);

    /// <inheritdoc/>
    public override byte[] EncodeOne(T value) => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).ToArray();

    sealed class BitwiseEquality : IEqualityComparer<T>
    {
        public bool Equals(T x, T y) => Bytes(ref x).SequenceEqual(Bytes(ref y));

        public int GetHashCode(T obj) => Width == 8 ? Unsafe.BitCast<T, long>(obj).GetHashCode() : Unsafe.BitCast<T, int>(obj);

        static ReadOnlySpan<byte> Bytes(ref T value) => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(ref value));
    }
}
