using System.Buffers;
using System.Runtime.InteropServices;
using Parquet.Encodings;
using Parquet.Meta;
using Parquet.Net.Tests.Support;
using Parquet.Pages;
using static Parquet.Net.Tests.Support.HandMade;
using static Parquet.Net.Tests.Support.TestFiles;

namespace Parquet.Net.Tests;

/// <summary>Pages that our writer does not write, made by hand after the format's specification.</summary>
public sealed class EncodingTests
{
    // Three values out of two, "0 1 0": width, then one group of eight.
    static readonly byte[] Indexes = [1, 0b11, 0b010];

    /// <summary>All files of these tests, to be damaged elsewhere.</summary>
    public static IEnumerable<byte[]> Files => Cases.Select(row => row.Data.Item2);

    public static TheoryData<string, byte[], Array> Cases => new()
    {
        { "INT32 plain", Of(Column(PhysicalType.INT32), 2, DataPage(2, PageEncoding.PLAIN, 1, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF)), (int[])[1, -1] },
        { "INT64 in two pages", Of(Column(PhysicalType.INT64), 2, DataPage(1, PageEncoding.PLAIN, 1, 0, 0, 0, 0, 0, 0, 0), DataPage(1, PageEncoding.PLAIN, 2, 0, 0, 0, 0, 0, 0, 0)), (long[])[1, 2] },
        { "INT32 old dictionary", Of(Column(PhysicalType.INT32), 3, DictionaryPage(2, 7, 0, 0, 0, 9, 0, 0, 0), DataPage(3, PageEncoding.PLAIN_DICTIONARY, Indexes)), (int[])[7, 9, 7] },
        { "dictionary of one value", Of(Column(PhysicalType.INT32), 3, DictionaryPage(1, 7, 0, 0, 0), DataPage(3, PageEncoding.RLE_DICTIONARY, 0, 6)), (int[])[7, 7, 7] },
        { "index page between", Of(Column(PhysicalType.INT32), 1, (new() { Type = PageType.INDEX_PAGE }, [1, 2]), DataPage(1, PageEncoding.PLAIN, 5, 0, 0, 0)), (int[])[5] },
        // "7, 5, 3, 1, 2, 3, 4, 5" is the example of the specification: first 7, smallest difference -2.
        { "INT64 differences", Of(Column(PhysicalType.INT64), 8, DataPage(8, PageEncoding.DELTA_BINARY_PACKED, 128, 1, 4, 8, 14, 3, 2, 0, 0, 0, 0b11000000, 0b00111111, 0, 0, 0, 0, 0, 0)), (long[])[7, 5, 3, 1, 2, 3, 4, 5] },
        { "one difference-coded value", Of(Column(PhysicalType.INT32), 1, DataPage(1, PageEncoding.DELTA_BINARY_PACKED, 128, 1, 4, 1, 5)), (int[])[-3] },
        { "lengths apart", Of(Column(PhysicalType.BYTE_ARRAY), 3, DataPage(3, PageEncoding.DELTA_LENGTH_BYTE_ARRAY, [.. Differences(1, 0, 2), .. "abc"u8])), (byte[][])[[.. "a"u8], [], [.. "bc"u8]] },
        { "shared prefixes", Of(Column(PhysicalType.BYTE_ARRAY), 3, DataPage(3, PageEncoding.DELTA_BYTE_ARRAY, [.. Differences(0, 2, 3), .. Differences(3, 1, 0), .. "axisb"u8[..4]])), (byte[][])[[.. "axi"u8], [.. "axs"u8], [.. "axs"u8]] },
        { "fixed with shared prefixes", Of(Column(PhysicalType.FIXED_LEN_BYTE_ARRAY, 2), 2, DataPage(2, PageEncoding.DELTA_BYTE_ARRAY, [.. Differences(0, 1), .. Differences(2, 1), .. "abc"u8])), (byte[][])[[.. "ab"u8], [.. "ac"u8]] },
        { "FLOAT streams", Of(Column(PhysicalType.FLOAT), 2, DataPage(2, PageEncoding.BYTE_STREAM_SPLIT, Streams(MemoryMarshal.AsBytes<float>([1.5f, -2]), 4))), (float[])[1.5f, -2] },
        { "DOUBLE streams", Of(Column(PhysicalType.DOUBLE), 2, DataPage(2, PageEncoding.BYTE_STREAM_SPLIT, Streams(MemoryMarshal.AsBytes<double>([1.5, -2]), 8))), (double[])[1.5, -2] },
        { "INT64 streams", Of(Column(PhysicalType.INT64), 2, DataPage(2, PageEncoding.BYTE_STREAM_SPLIT, Streams(MemoryMarshal.AsBytes<long>([1, -2]), 8))), (long[])[1, -2] },
        { "fixed streams", Of(Column(PhysicalType.FIXED_LEN_BYTE_ARRAY, 3), 2, DataPage(2, PageEncoding.BYTE_STREAM_SPLIT, [.. "adbecf"u8])), (byte[][])[[.. "abc"u8], [.. "def"u8]] },
        { "BOOLEAN runs", Of(Column(PhysicalType.BOOLEAN), 5, DataPage(5, PageEncoding.RLE, 4, 0, 0, 0, 4, 1, 6, 0)), (bool[])[true, true, false, false, false] },
        { "INT96", Of(Column(PhysicalType.INT96), 1, DataPage(1, PageEncoding.PLAIN, 100, 0, 0, 0, 0, 0, 0, 0, 0x8D, 0x3D, 0x25, 0)), (DateTime[])[DateTime.UnixEpoch.AddDays(1).AddTicks(1)] },
        { "nulls", Of(Column(PhysicalType.INT32, isNullable: true), 3, DataPage(3, PageEncoding.PLAIN, 2, 0, 0, 0, 3, 0b101, 1, 0, 0, 0, 2, 0, 0, 0)), (int?[])[1, null, 2] },
        { "nothing but nulls", Of(Column(PhysicalType.INT32, isNullable: true), 3, DataPage(3, PageEncoding.RLE_DICTIONARY, 2, 0, 0, 0, 6, 0)), (int?[])[null, null, null] },
        { "second version", Of(Column(PhysicalType.INT32, isNullable: true), 3, DataPageV2(3, PageEncoding.PLAIN, [3, 0b101], [1, 0, 0, 0, 2, 0, 0, 0])), (int?[])[1, null, 2] },
        { "second version, compressed", Of(Column(PhysicalType.INT32, isNullable: true), 3, CompressionCodec.SNAPPY, null, DataPageV2(3, PageEncoding.PLAIN, [3, 0b101], Snappy([1, 0, 0, 0, 2, 0, 0, 0]), true, 8)), (int?[])[1, null, 2] },
        { "second version, not compressed after all", Of(Column(PhysicalType.INT32), 1, CompressionCodec.SNAPPY, null, DataPageV2(1, PageEncoding.PLAIN, [], [1, 0, 0, 0])), (int[])[1] },
        { "second version, all null", Of(Column(PhysicalType.INT32, isNullable: true), 2, CompressionCodec.SNAPPY, null, DataPageV2(2, PageEncoding.PLAIN, [4, 0], [], true)), (int?[])[null, null] },
        { "text", Of(Text(Column(PhysicalType.BYTE_ARRAY)), 1, DataPage(1, PageEncoding.PLAIN, [2, 0, 0, 0, .. "é"u8])), (string[])["é"] },
        { "INT32 decimal", Of(Decimal(Column(PhysicalType.INT32)), 1, DataPage(1, PageEncoding.PLAIN, 0x85, 0xFF, 0xFF, 0xFF)), (decimal[])[-1.23m] },
        { "binary decimal", Of(Decimal(Column(PhysicalType.BYTE_ARRAY)), 2, DataPage(2, PageEncoding.PLAIN, 1, 0, 0, 0, 0x85, 2, 0, 0, 0, 1, 0)), (decimal[])[-1.23m, 2.56m] },
        { "long fixed decimal", Of(Decimal(Column(PhysicalType.FIXED_LEN_BYTE_ARRAY, 18)), 1, DataPage(1, PageEncoding.PLAIN, [.. Enumerable.Repeat((byte)0xFF, 17), 0x85])), (decimal[])[-1.23m] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task ReadColumn_OfHandMadeFile_ReturnsItsValues(string name, byte[] file, Array expected)
    {
        var actual = await ReadColumnAsync(file);

        Assert.True(expected.GetType() == actual.GetType(), $"{name}: {actual.GetType()}");
        Assert.Equal(expected, actual);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(1000)]
    public void DeltaDecoder_WhatTheEncoderWrites_IsReadWhole(int count)
    {
        var random = new Random(count);
        var values = Enumerable.Range(0, count).Select(_ => random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64)).ToArray();
        var bytes = Differences(values);

        var decoded = new long[count];
        var taken = DeltaDecoder.Decode(bytes, decoded);

        Assert.Equal(values, decoded);
        Assert.Equal(bytes.Length, taken);
    }

    [Fact]
    public void RleDecoder_WhatTheEncoderWrites_IsReadBack()
    {
        var random = new Random(1);
        for (var width = 0; width <= 31; width++)
        {
            for (var times = 0; times < 20; times++)
            {
                var values = new List<int>();
                while (values.Count < 200)
                    values.AddRange(Enumerable.Repeat((int)random.NextInt64(0, 1L << width), random.Next(1, 20)));
                var output = new ArrayBufferWriter<byte>();
                RleEncoder.Encode(output, CollectionsMarshal.AsSpan(values), width);

                var decoded = new int[values.Count];
                RleDecoder.Decode(output.WrittenSpan, width, decoded);

                Assert.Equal(values, decoded);
            }
        }
    }

    static byte[] Differences(params long[] values)
    {
        var output = new ArrayBufferWriter<byte>();
        DeltaEncoder.Encode(output, values, is32Bit: false);
        return output.WrittenSpan.ToArray();
    }

    static byte[] Streams(ReadOnlySpan<byte> values, int width)
    {
        var streams = new byte[values.Length];
        for (var index = 0; index < values.Length; index++)
            streams[index % width * (values.Length / width) + index / width] = values[index];
        return streams;
    }

    static byte[] Snappy(byte[] bytes) => PageCompression.Compress(CompressionCodec.SNAPPY, default, bytes).ToArray();

    static SchemaElement Text(SchemaElement column)
    {
        column.LogicalType = new() { String = new() };
        return column;
    }

    static SchemaElement Decimal(SchemaElement column)
    {
        (column.ConvertedType, column.Precision, column.Scale) = (ConvertedType.DECIMAL, 9, 2);
        return column;
    }
}
