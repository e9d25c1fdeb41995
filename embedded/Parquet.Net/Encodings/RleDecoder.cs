using Parquet.Thrift;

namespace Parquet.Encodings;

/// <summary>The hybrid of runs and bit-packed groups in which levels, dictionary indexes and booleans are stored.</summary>
internal static class RleDecoder
{
    /// <summary>Fills <paramref name="values"/>; bytes behind the last one needed are ignored.</summary>
    /// <param name="bytes">Runs, each behind a head that says how long it is.</param>
    /// <param name="width">Bits per number, 0 to 32.</param>
    /// <param name="values">Where the numbers go.</param>
    /// <exception cref="ParquetException">The bytes end before there are enough numbers.</exception>
    public static void Decode(ReadOnlySpan<byte> bytes, int width, Span<int> values)
    {
        while (!values.IsEmpty)
        {
            if (!Varint.TryRead(bytes, out var head, out var length))
                throw new ParquetException($"a run of numbers is missing; {values.Length} are still to come");
            bytes = bytes[length..];
            values = (head & 1) == 0 ? Run(ref bytes, head >> 1, width, values) : Packed(ref bytes, head >> 1, width, values);
        }
    }

    static Span<int> Run(scoped ref ReadOnlySpan<byte> bytes, ulong count, int width, Span<int> values)
    {
        var length = (width + 7) / 8;
        if (length > bytes.Length)
            throw new ParquetException("the number of a run is cut off");
        uint value = 0;
        for (var index = 0; index < length; index++)
            value |= (uint)bytes[index] << (8 * index);
        bytes = bytes[length..];
        var taken = (int)Math.Min(count, (ulong)values.Length);
        values[..taken].Fill(unchecked((int)value));
        return values[taken..];
    }

    static Span<int> Packed(scoped ref ReadOnlySpan<byte> bytes, ulong groups, int width, Span<int> values)
    {
        var taken = (int)Math.Min(Math.Min(groups, int.MaxValue) * 8, (ulong)values.Length);
        if (BitUnpacker.Length(taken, width) > bytes.Length)
            throw new ParquetException($"{taken} numbers of {width} bits are wanted where {bytes.Length} bytes are left");
        if (width == 0)
            values[..taken].Clear();
        else
        {
            for (var index = 0; index < taken; index++)
                values[index] = unchecked((int)BitUnpacker.Read(bytes, index, width));
        }

        // The last group is whole in most files, but not in all.
        var stored = (Int128)groups * width;
        bytes = bytes[(int)Int128.Min(stored, bytes.Length)..];
        return values[taken..];
    }
}
