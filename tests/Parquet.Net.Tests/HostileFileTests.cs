using System.IO.Compression;
using Parquet.Meta;
using Parquet.Net.Tests.Support;
using static Parquet.Net.Tests.Support.HandMade;
using static Parquet.Net.Tests.Support.TestFiles;

namespace Parquet.Net.Tests;

/// <summary>Files made to exhaust a reader are refused with a reason, before they cost much.</summary>
public sealed class HostileFileTests
{
    const int Million = 1 << 20;
    const long MemoryLimit = 64 << 20;

    // Small numbers of seven bits per byte that stand for 2^30 rows.
    static readonly byte[] Run = [0x80, 0x80, 0x80, 0x80, 0x08, 0];

    public static TheoryData<string, byte[], string> Refused => new()
    {
        { "too many rows", Of(Column(PhysicalType.INT32), 1 << 30, DataPage(1 << 30, PageEncoding.PLAIN)), "Row group 0 declares 1073741824 rows; at most 419" },
        { "rows without bytes", Of(Column(PhysicalType.INT64), Million, DataPage(Million, PageEncoding.PLAIN, 1)), "1048576 values need 8388608 bytes where 1 are left" },
        { "texts without bytes", Of(Column(PhysicalType.BYTE_ARRAY), Million, DataPage(Million, PageEncoding.PLAIN, 1)), "1048576 values need 4194304 bytes where 1 are left" },
        { "dictionary without bytes", Of(Column(PhysicalType.INT32), 1, DictionaryPage(int.MaxValue, 1), DataPage(1, PageEncoding.RLE_DICTIONARY, 0)), "2147483647 values need 8589934588 bytes where 1 are left" },
        { "negative dictionary", Of(Column(PhysicalType.INT32), 1, DictionaryPage(-1, 1), DataPage(1, PageEncoding.RLE_DICTIONARY, 0)), "a dictionary has -1 values" },
        { "two dictionaries", Of(Column(PhysicalType.INT32), 1, DictionaryPage(0), DictionaryPage(0)), "there is a second dictionary" },
        { "no dictionary", Of(Column(PhysicalType.INT32), 1, DataPage(1, PageEncoding.RLE_DICTIONARY, 0, 2)), "the dictionary is missing" },
        { "index outside", Of(Column(PhysicalType.INT32), 1, DictionaryPage(1, 7, 0, 0, 0), DataPage(1, PageEncoding.RLE_DICTIONARY, 8, 2, 1)), "index 1 lies outside a dictionary of 1 values" },
        { "negative index", Of(Column(PhysicalType.INT32), 1, DictionaryPage(1, 7, 0, 0, 0), DataPage(1, PageEncoding.RLE_DICTIONARY, 32, 2, 255, 255, 255, 255)), "index 4294967295 lies outside a dictionary of 1 values" },
        { "wide index", Of(Column(PhysicalType.INT32), 1, DictionaryPage(1, 7, 0, 0, 0), DataPage(1, PageEncoding.RLE_DICTIONARY, 33, 2, 0)), "the width of dictionary indexes is missing or more than 32 bits" },
        { "level of 2", Of(Column(PhysicalType.INT32, isNullable: true), 2, DataPage(2, PageEncoding.PLAIN, 2, 0, 0, 0, 4, 2)), "row 0 of a page has definition level 2 where 1 is the highest" },
        { "empty runs", Of(Column(PhysicalType.INT32, isNullable: true), 2, DataPage(2, PageEncoding.PLAIN, 4, 0, 0, 0, 0, 1, 0, 1)), "a run of numbers is missing; 2 are still to come" },
        { "more rows than the group", Of(Column(PhysicalType.INT32), 1, DataPage(2, PageEncoding.PLAIN, 0, 0, 0, 0, 0, 0, 0, 0)), "a page of 2 rows stands where 1 of 1 are missing" },
        { "no pages", Of(Column(PhysicalType.INT32), 1), "its pages hold 0 of 1 rows" },
        { "endless empty pages", Of(Column(PhysicalType.INT32), 1, DataPage(0, PageEncoding.PLAIN), DataPage(0, PageEncoding.PLAIN)), "its pages hold 0 of 1 rows" },
        { "endless differences", Of(Column(PhysicalType.INT64), 5, DataPage(5, PageEncoding.DELTA_BINARY_PACKED, 128, 1, 4, 255, 255, 255, 255, 7, 0)), "5 integers are wanted where 2147483647 are stored" },
        { "blocks of nothing", Of(Column(PhysicalType.INT64), 5, DataPage(5, PageEncoding.DELTA_BINARY_PACKED, 0, 1, 5, 0, 0)), "differences come in blocks of 0 values with 1 parts" },
        { "negative length", Of(Column(PhysicalType.BYTE_ARRAY), 1, DataPage(1, PageEncoding.DELTA_LENGTH_BYTE_ARRAY, 128, 1, 4, 1, 1)), "value 0 has a length of -1" },
        { "fixed length of nothing", Of(Column(PhysicalType.FIXED_LEN_BYTE_ARRAY, 0), 1, DataPage(1, PageEncoding.PLAIN)), "its values have a fixed length of 0 bytes" },
        { "gzip bomb", Of(Column(PhysicalType.INT32), 1, CompressionCodec.GZIP, null, Compressed(Gzip(new byte[1 << 24]), 4)), "do not become the 4 bytes that the page declares" },
        { "Snappy that lies", Of(Column(PhysicalType.INT32), 1, CompressionCodec.SNAPPY, null, Compressed([0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0], 4)), "do not become the 4 bytes that the page declares" },
        { "Brotli declares much", Of(Column(PhysicalType.INT32), 1, CompressionCodec.BROTLI, null, Compressed([0x3B], int.MaxValue)), "declares 2147483647 bytes; at most 16778256 are read" },
        { "text that is none", Of(Text(), 1, DataPage(1, PageEncoding.PLAIN, 1, 0, 0, 0, 0xFF)), "a text is not valid UTF-8" },
        { "day that is none", Of(Date(), 1, DataPage(1, PageEncoding.PLAIN, 255, 255, 255, 127)), "day 2147483647 since 1970 lies outside the years 1 to 9999" },
        { "other file", Of(Column(PhysicalType.INT32), 1, CompressionCodec.UNCOMPRESSED, metaData => metaData.RowGroups[0].Columns[0].FilePath = "x", DataPage(1, PageEncoding.PLAIN, 0, 0, 0, 0)), "has no metadata, or lies in another file" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task ReadColumn_OfHostileFile_IsRefusedWithItsReason(string name, byte[] file, string reason)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        var exception = await Assert.ThrowsAsync<ParquetException>(() => ReadColumnAsync(file));

        Assert.True(exception.Message.Contains(reason, StringComparison.Ordinal), $"{name}: {exception.Message}");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MemoryLimit);
    }

    [Fact]
    public async Task ReadColumn_FewBytesForAMillionRows_TakesMemoryForTheseRowsOnly()
    {
        var nulls = Of(Column(PhysicalType.INT64, isNullable: true), Million, DataPage(Million, PageEncoding.PLAIN, [6, 0, 0, 0, .. Run]));
        var same = Of(Column(PhysicalType.INT64), Million, DictionaryPage(1, 7, 0, 0, 0, 0, 0, 0, 0), DataPage(Million, PageEncoding.RLE_DICTIONARY, [1, .. Run]));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var allNull = (long?[])await ReadColumnAsync(nulls);
        var allSame = (long[])await ReadColumnAsync(same);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MemoryLimit);
        Assert.Equal((Million, Million), (allNull.Count(value => value is null), allSame.Count(value => value == 7)));
    }

    [Fact]
    public async Task ReadColumn_PrefixesThatGrowWithoutEnd_AreRefused()
    {
        // A text of a megabyte, repeated by each of ten thousand values that have a few bits of their own.
        var text = new byte[Million];
        var prefixes = DeltaRun([0, .. Enumerable.Repeat((long)Million, 10_000)]);
        var suffixes = DeltaRun([Million, .. Enumerable.Repeat(0L, 10_000)]);
        var file = Of(Column(PhysicalType.BYTE_ARRAY), 10_001, CompressionCodec.GZIP, null, Compressed(Gzip([.. prefixes, .. suffixes, .. text]), prefixes.Length + suffixes.Length + text.Length, 10_001, PageEncoding.DELTA_BYTE_ARRAY));

        var exception = await Assert.ThrowsAsync<ParquetException>(() => ReadColumnAsync(file));

        Assert.Contains("bytes become more than", exception.Message, StringComparison.Ordinal);
    }

    static byte[] DeltaRun(long[] values)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        Encodings.DeltaEncoder.Encode(output, values, is32Bit: false);
        return output.WrittenSpan.ToArray();
    }

    static (PageHeader, byte[]) Compressed(byte[] body, int uncompressed, int rows = 1, PageEncoding encoding = PageEncoding.PLAIN)
    {
        var (header, _) = DataPage(rows, encoding);
        header.UncompressedPageSize = uncompressed;
        return (header, body);
    }

    static byte[] Gzip(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var stream = new GZipStream(target, CompressionLevel.Fastest))
            stream.Write(bytes);
        return target.ToArray();
    }

    static SchemaElement Text()
    {
        var column = Column(PhysicalType.BYTE_ARRAY);
        column.ConvertedType = ConvertedType.UTF8;
        return column;
    }

    static SchemaElement Date()
    {
        var column = Column(PhysicalType.INT32);
        column.ConvertedType = ConvertedType.DATE;
        return column;
    }
}
