namespace Parquet.Columns;

/// <summary>Orders of byte strings.</summary>
internal static class ByteOrder
{
    /// <summary>Byte by byte; of texts that is the order of their code points.</summary>
    public static ValueOrder<ReadOnlyMemory<byte>> Unsigned { get; } = new((x, y) => x.Span.SequenceCompareTo(y.Span));

    /// <summary>Big-endian two's complement numbers of one length.</summary>
    public static ValueOrder<ReadOnlyMemory<byte>> Signed { get; } = new(CompareSigned);

    static int CompareSigned(ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y)
    {
        var first = ((sbyte)x.Span[0]).CompareTo((sbyte)y.Span[0]);
        return first != 0 ? first : x.Span.SequenceCompareTo(y.Span);
    }
}
