using System.Globalization;
using Parquet.File.Values.Primitives;
using Parquet.Net.Tests.Support;
using Parquet.Schema;
using static Parquet.Net.Tests.Support.TestFiles;

namespace Parquet.Net.Tests;

/// <summary>Files that we write hold the same values for other readers.</summary>
public sealed class ReadByOthersTests(Interop interop)
{
    public static TheoryData<CompressionMethod, bool> Ways => new()
    {
        { CompressionMethod.None, true },
        { CompressionMethod.Snappy, true },
        { CompressionMethod.Gzip, false },
        { CompressionMethod.Brotli, false },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task DuckDb_AllTypesInTwoRowGroups_ReadsEqualValues(CompressionMethod compression, bool encoded)
    {
        List<Array[]> groups = [AllTypes.Rows(150, 1), AllTypes.Rows(40, 2)];
        var path = await WriteFileAsync(groups, compression, encoded);
        var fields = AllTypes.Schema.GetDataFields();
        var columns = Array.ConvertAll(fields, SqlColumn.For);

        var list = string.Join(", ", fields.Zip(columns, (field, column) => column.Select(field.Name)));
        var rows = (await interop.DuckDbAsync($"SELECT {list} FROM '{path}'"))[0];

        for (var index = 0; index < fields.Length; index++)
        {
            var expected = groups.SelectMany(group => group[index].Cast<object?>()).Select(value => value is null ? null : columns[index].Ours(value));
            var actual = rows.Select(row => row[index] is { } text ? columns[index].Theirs(text) : null);
            SqlColumn.AssertEqual(fields[index], expected, actual);
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Hyparquet_AllTypesInTwoRowGroups_ReadsEqualValues(CompressionMethod compression, bool encoded)
    {
        List<Array[]> groups = [AllTypes.Rows(150, 3), AllTypes.Rows(40, 4)];
        var path = await WriteFileAsync(groups, compression, encoded);

        // JavaScript has neither of these; DuckDB covers them.
        var fields = AllTypes.Schema.GetDataFields().Where(field => field.ClrType != typeof(Interval) && field.ClrType != typeof(decimal)).ToArray();
        var rows = await interop.HyparquetAsync(path, fields.Select(field => field.Name));

        for (var index = 0; index < fields.Length; index++)
        {
            var column = Array.IndexOf(AllTypes.Schema.GetDataFields(), fields[index]);
            var expected = groups.SelectMany(group => group[column].Cast<object?>()).Select(value => value is null ? null : AsJavaScript(fields[index], value));
            SqlColumn.AssertEqual(fields[index], expected, rows.Select(row => row[index]));
        }
    }

    [Fact]
    public async Task DuckDb_Statistics_AreOurs()
    {
        var schema = new ParquetSchema(new DataField<long>("number"), new DataField<string>("text"), new DataField<double?>("price"), new DateTimeDataField("time", DateTimeFormat.Timestamp, true, DateTimeTimeUnit.Micros));
        var file = await WriteAsync(schema, [[(long[])[5, -7, 3], (string?[])["b", null, "ä"], (double?[])[null, double.NaN, 1.5], (DateTime[])[DateTime.UnixEpoch, DateTime.UnixEpoch.AddDays(1), DateTime.UnixEpoch]]]);
        var path = interop.NewFile();
        await System.IO.File.WriteAllBytesAsync(path, file, Cancellation);

        var rows = (await interop.DuckDbAsync(
            $"SELECT path_in_schema, stats_min_value, stats_max_value, stats_null_count::VARCHAR FROM parquet_metadata('{path}')",
            $"SELECT count(*)::VARCHAR FROM '{path}' WHERE number > 5 OR text > 'ä'"));

        Assert.Equal(
            [["number", "-7", "5", "0"], ["text", "b", "ä", "1"], ["price", "1.5", "1.5", "1"], ["time", "1970-01-01 00:00:00+00", "1970-01-02 00:00:00+00", "0"]],
            rows[0]);
        Assert.Equal("0", rows[1][0][0]);
    }

    [Fact]
    public async Task DuckDb_KeyValueMetadata_AreOurs()
    {
        var path = interop.NewFile();
        var file = await WriteAsync(new ParquetSchema(new DataField<long>("a")), [], metadata: new Dictionary<string, string> { ["symbol"] = "SPY", ["ä"] = "ö" });
        await System.IO.File.WriteAllBytesAsync(path, file, Cancellation);

        var rows = (await interop.DuckDbAsync($"SELECT decode(key), decode(value) FROM parquet_kv_metadata('{path}')"))[0];

        Assert.Equal([["symbol", "SPY"], ["ä", "ö"]], rows);
    }

    async Task<string> WriteFileAsync(List<Array[]> groups, CompressionMethod compression, bool encoded)
    {
        var options = new ParquetOptions { UseDictionaryEncoding = encoded, UseDeltaBinaryPackedEncoding = encoded };
        var path = interop.NewFile();
        await System.IO.File.WriteAllBytesAsync(path, await WriteAsync(AllTypes.Schema, groups, compression, options), Cancellation);
        return path;
    }

    static string AsJavaScript(DataField field, object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        byte[] bytes => Convert.ToHexString(bytes),
        double number => AsJavaScript(number),
        float number => AsJavaScript(number),
        DateTime time => Milliseconds(time),
        // hyparquet leaves times as numbers.
        TimeSpan time => field is TimeSpanDataField { TimeSpanFormat: TimeSpanFormat.MilliSeconds } ? $"{time.Ticks / TimeSpan.TicksPerMillisecond}" : $"{time.Ticks / TimeSpan.TicksPerMicrosecond}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    // A JavaScript date is a whole number of milliseconds, cut off towards zero.
    static string Milliseconds(DateTime time) => $"{(time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond}";

    static string AsJavaScript(double number) => number == 0 && double.IsNegative(number) ? "-0" : number.ToString(CultureInfo.InvariantCulture);
}
