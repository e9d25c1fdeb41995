namespace Parquet.Encodings;

/// <summary>Values stored as all their first bytes, then all their second bytes, and so on.</summary>
internal static class ByteStreamSplit
{
    /// <summary>Puts values of <paramref name="width"/> bytes together; both spans have the same length, a multiple of it.</summary>
    public static void Decode(ReadOnlySpan<byte> streams, int width, Span<byte> values)
    {
        var count = values.Length / width;
        for (var part = 0; part < width; part++)
        {
            var stream = streams.Slice(part * count, count);
            for (var index = 0; index < count; index++)
                values[index * width + part] = stream[index];
        }
    }
}
