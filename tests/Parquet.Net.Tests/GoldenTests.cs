using Parquet.Net.Tests.Support;
using Parquet.Schema;
using static Parquet.Net.Tests.Support.TestFiles;

namespace Parquet.Net.Tests;

/// <summary>The bytes of a tiny file, so that no change to them goes unnoticed: equal data must stay equal files.</summary>
public sealed class GoldenTests
{
    // Taken apart by hand after the format's specification and Thrift's compact protocol.
    const string Expected =
        "50415231"
        + "1500" + "1520" + "1520" + "2C" + "1504" + "1500" + "1506" + "1506" + "00" + "00" // data page: 16 bytes, 2 values, plain
        + "0100000000000000" + "FFFFFFFFFFFFFFFF" // 1, -1
        + "1500" + "1516" + "1516" + "2C" + "1504" + "1500" + "1506" + "1506" + "00" + "00" // data page: 11 bytes, 2 values, plain
        + "02000000" + "0301" + "01000000" + "78" // levels: 2 bytes, one group of bits; "x"
        + "1504" // footer: version 2
        + "193C" // schema: 3 elements
        + "48" + "04" + "726F6F74" + "1504" + "00" // root of 2
        + "1504" + "2500" + "1801" + "61" + "2524" + "4C" + "AC" + "1340" + "11" + "00" + "00" + "00" // INT64, required, "a", INT_64, 64 bits signed
        + "150C" + "2502" + "1801" + "62" + "2500" + "4C" + "1C" + "00" + "00" + "00" // BYTE_ARRAY, optional, "b", UTF8, STRING
        + "1604" // 2 rows
        + "191C" + "192C" // 1 row group of 2 columns
        + "2608" + "1C" + "1504" + "1925" + "0600" + "1918" + "0161" + "1500" + "1604" + "1642" + "1642" + "2608" // "a": from byte 4 on, 33 bytes
        + "3C" + "3600" + "2808" + "0100000000000000" + "1808" + "FFFFFFFFFFFFFFFF" + "00" + "00" + "00" // no nulls, at most 1, at least -1
        + "264A" + "1C" + "150C" + "1925" + "0600" + "1918" + "0162" + "1500" + "1604" + "1638" + "1638" + "264A" // "b": from byte 37 on, 28 bytes
        + "3C" + "3602" + "2801" + "78" + "1801" + "78" + "00" + "00" + "00" // 1 null, at most and at least "x"
        + "167A" + "1604" + "2608" + "167A" + "1400" + "00" // row group: 61 bytes, 2 rows, from byte 4 on, ordinal 0
        + "191C" + "1801" + "6B" + "1801" + "76" + "00" // "k": "v"
        + "182A" + "7365727665726C6573732D706172717565742076657273696F6E20312E302E3020286275696C64203029" // who wrote it
        + "192C" + "1C00" + "00" + "1C00" + "00" // orders of 2 columns: as their types define
        + "00" + "CF000000" + "50415231";

    [Fact]
    public async Task Write_TinyFile_HasTheseBytes()
    {
        var schema = new ParquetSchema(new DataField<long>("a"), new DataField<string>("b"));

        var file = await WriteAsync(
            schema, [[(long[])[1, -1], (string?[])["x", null]]], CompressionMethod.None, new() { UseDeltaBinaryPackedEncoding = false },
            new Dictionary<string, string> { ["k"] = "v" });

        Assert.Equal(Expected, Convert.ToHexString(file));
    }
}
