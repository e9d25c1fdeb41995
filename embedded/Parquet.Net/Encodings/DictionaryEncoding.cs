using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Parquet.Encodings;

/// <summary>Values as indexes into a dictionary of the distinct ones.</summary>
internal static class DictionaryEncoding
{
    const int MaxWidth = 32;

    // The vendor's choice of types.
    static readonly HashSet<Type> Types =
    [
        typeof(string), typeof(DateTime), typeof(decimal), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint),
        typeof(long), typeof(ulong), typeof(float), typeof(double),
    ];

    /// <summary>Whether columns of this type may have a dictionary.</summary>
    public static bool Suits<TValue>(ParquetOptions options) => options.UseDictionaryEncoding && Types.Contains(typeof(TValue));

    /// <summary>Lists distinct values in the order in which they come; false where their share of all exceeds the threshold.</summary>
    public static bool TryBuild<T>(
        T[] values, IEqualityComparer<T> equality, double threshold, [NotNullWhen(true)] out T[]? distinct, [NotNullWhen(true)] out int[]? indexes)
        where T : notnull
    {
        distinct = null;
        indexes = null;
        var limit = threshold * values.Length;
        if (values.Length == 0 || limit < 1)
            return false;
        var known = new Dictionary<T, int>(equality);
        var found = new int[values.Length];
        for (var row = 0; row < values.Length; row++)
        {
            if (!known.TryGetValue(values[row], out var index))
            {
                index = known.Count;
                if (index + 1 > limit)
                    return false;
                known.Add(values[row], index);
            }

            found[row] = index;
        }

        distinct = [.. known.Keys];
        indexes = found;
        return true;
    }

    /// <summary>Writes the width of the indexes, then the indexes.</summary>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<int> indexes, int distinct)
    {
        var width = BitPacker.Width((ulong)(distinct - 1));
        output.Write([(byte)width]);
        RleEncoder.Encode(output, indexes, width);
    }

    /// <summary>Fills <paramref name="values"/> with what the indexes in <paramref name="bytes"/> refer to.</summary>
    /// <exception cref="ParquetException">The indexes are malformed or lie outside the dictionary.</exception>
    public static void LookUp<T>(ReadOnlySpan<byte> bytes, T[] dictionary, Span<T> values)
    {
        if (bytes is not [<= MaxWidth, ..])
            throw new ParquetException($"the width of dictionary indexes is missing or more than {MaxWidth} bits");
        var indexes = ArrayPool<int>.Shared.Rent(values.Length);
        try
        {
            RleDecoder.Decode(bytes[1..], bytes[0], indexes.AsSpan(0, values.Length));
            for (var row = 0; row < values.Length; row++)
            {
                var index = (uint)indexes[row];
                values[row] = index < (uint)dictionary.Length
                    ? dictionary[index]
                    : throw new ParquetException($"index {index} lies outside a dictionary of {dictionary.Length} values");
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(indexes);
        }
    }
}
