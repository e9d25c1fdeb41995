using Parquet.Net.Tests.Support;
using Parquet.Schema;
using static Parquet.Net.Tests.Support.TestFiles;

namespace Parquet.Net.Tests;

/// <summary>Files that DuckDB writes hold the same values for us.</summary>
public sealed class WrittenByOthersTests(Interop interop)
{
    // Some columns have few distinct values and some many, so that the writer chooses different encodings.
    const string Rows = """
        SELECT i, i % 3 = 0 AS flag, (i % 100)::TINYINT AS i8, (i % 200)::UTINYINT AS u8, (i * 17 % 30000)::SMALLINT AS i16, (i % 60000)::USMALLINT AS u16,
          (i * 1000 - 50000)::INTEGER AS i32, (i * 400003)::UINTEGER AS u32, i * 1000000007 AS i64, (18446744073709551615 - i)::UBIGINT AS u64,
          (i / 7)::FLOAT AS f32, CASE i % 50 WHEN 0 THEN 'nan'::DOUBLE WHEN 1 THEN '-inf'::DOUBLE ELSE i / 7 END AS f64,
          'text ' || i AS text, 'word' || (i % 5) AS word, encode('blob' || i) AS blob,
          (i * 1.25)::DECIMAL(9, 2) AS d9, (i * 1000000.0001)::DECIMAL(18, 4) AS d18, (i * 1000000000.00000001)::DECIMAL(28, 8) AS d28,
          DATE '1900-01-01' + i::INTEGER * 100 AS date, TIME '00:00:00' + to_microseconds(i * 1000001) AS time,
          TIMESTAMP '1950-01-01' + to_microseconds(i * 3600000000001) AS ts_us, (TIMESTAMP '2024-01-01' + to_seconds(i))::TIMESTAMP_MS AS ts_ms,
          make_timestamp_ns(i * 1000000700) AS ts_ns, (TIMESTAMP '2024-01-01' + to_seconds(i))::TIMESTAMPTZ AS ts_tz,
          md5('' || i)::UUID AS uuid, to_months((i % 30)::INTEGER) + to_days((i % 20)::INTEGER) + to_milliseconds(i) AS span, NULL::BIGINT AS nothing
        FROM range(10000) rows(i)
        """;

    [Theory]
    [InlineData("CODEC 'uncompressed', PARQUET_VERSION V1", 1000, "PLAIN PLAIN_DICTIONARY")]
    [InlineData("CODEC 'snappy', PARQUET_VERSION V1, ROW_GROUP_SIZE 2048", 2500, "PLAIN PLAIN_DICTIONARY")]
    [InlineData("CODEC 'gzip', PARQUET_VERSION V1", 3, "PLAIN")]
    [InlineData("CODEC 'brotli', PARQUET_VERSION V1, DICTIONARY_SIZE_LIMIT 1", 1000, "PLAIN")]
    [InlineData("CODEC 'uncompressed', PARQUET_VERSION V2, DICTIONARY_SIZE_LIMIT 1", 3000, "PLAIN DELTA_BINARY_PACKED DELTA_LENGTH_BYTE_ARRAY BYTE_STREAM_SPLIT")]
    [InlineData("CODEC 'snappy', PARQUET_VERSION V2", 2500, "RLE_DICTIONARY")]
    [InlineData("CODEC 'brotli', PARQUET_VERSION V2, ROW_GROUP_SIZE 2048", 2500, "RLE_DICTIONARY")]
    public async Task Read_FilesOfDuckDb_HoldEqualValues(string options, int count, string encodings)
    {
        foreach (var nulls in (string[])["", "CASE WHEN i % 3 = 1 THEN NULL ELSE COLUMNS(*) END"])
        {
            var path = interop.NewFile();
            var rows = $"SELECT {(nulls.Length == 0 ? "*" : nulls)} FROM ({Rows} LIMIT {count})";
            await interop.DuckDbAsync($"COPY ({rows}) TO '{path}' (FORMAT parquet, {options})");
            await AssertEqualAsync(path);
            var used = (await interop.DuckDbAsync($"SELECT DISTINCT encodings FROM parquet_metadata('{path}')"))[0].Select(row => row[0]!);
            var missing = encodings.Split(' ').Except(used.SelectMany(list => list.Split(", ")));
            Assert.True(!missing.Any(), $"DuckDB no longer writes {string.Join(", ", missing)} here; it writes {string.Join("; ", used)}.");
        }
    }

    [Theory]
    [InlineData("zstd", "ZSTD")]
    [InlineData("lz4_raw", "LZ4_RAW")]
    public async Task Read_OtherCompressionOfDuckDb_IsNamed(string codec, string name)
    {
        var path = interop.NewFile();
        await interop.DuckDbAsync($"COPY (SELECT 1 AS a) TO '{path}' (FORMAT parquet, CODEC '{codec}')");
        using var reader = await ParquetReader.CreateAsync(path, cancellationToken: Cancellation);

        var exception = await Assert.ThrowsAsync<ParquetException>(() => reader.ReadEntireRowGroupAsync(0, Cancellation));

        Assert.Equal($"Column 'a': compression {name} is not supported; none, SNAPPY, GZIP and BROTLI are.", exception.Message);
    }

    [Theory]
    [InlineData("[1, 2]")]
    [InlineData("{'x': 1}")]
    [InlineData("MAP {'x': 1}")]
    public async Task Create_NestedSchemaOfDuckDb_NamesTheColumn(string value)
    {
        var path = interop.NewFile();
        await interop.DuckDbAsync($"COPY (SELECT 1 AS a, {value} AS b) TO '{path}' (FORMAT parquet)");

        var exception = await Assert.ThrowsAsync<ParquetException>(() => ParquetReader.CreateAsync(path, cancellationToken: Cancellation));

        Assert.Equal("Column 'b' is a list, a map or a structure; only flat schemas are supported.", exception.Message);
    }

    [Fact]
    public async Task Read_EncryptedFileOfDuckDb_IsRefused()
    {
        var path = interop.NewFile();
        await interop.DuckDbAsync(
            "SET force_mbedtls_unsafe = 'true'",
            "PRAGMA add_parquet_key('key', '0123456789112345')",
            $"COPY (SELECT 1 AS a) TO '{path}' (FORMAT parquet, ENCRYPTION_CONFIG {{footer_key: 'key'}})");

        var exception = await Assert.ThrowsAsync<IOException>(() => ParquetReader.CreateAsync(path, cancellationToken: Cancellation));

        Assert.Equal("The file is encrypted, which is not supported.", exception.Message);
    }

    [Fact]
    public async Task GetStatistics_FileOfDuckDb_AreDuckDbs()
    {
        var path = interop.NewFile();
        await interop.DuckDbAsync($"COPY (SELECT unnest([3, NULL, -1])::BIGINT AS a, unnest(['b', 'a', NULL]) AS b) TO '{path}' (FORMAT parquet)");
        using var reader = await ParquetReader.CreateAsync(path, cancellationToken: Cancellation);

        var figures = reader.Schema.DataFields.Select(field => reader.RowGroups[0].GetStatistics(field)!);

        Assert.Equal([(1L, (object)(-1L), (object)3L), (1L, "a", "b")], figures.Select(figure => (figure.NullCount!.Value, figure.MinValue!, figure.MaxValue!)));
    }

    async Task AssertEqualAsync(string path)
    {
        using var reader = await ParquetReader.CreateAsync(path, cancellationToken: Cancellation);
        var fields = reader.Schema.DataFields;
        var spelling = Array.ConvertAll(fields, SqlColumn.For);
        var list = string.Join(", ", fields.Zip(spelling, (field, column) => column.Select(field.Name)));
        var expected = (await interop.DuckDbAsync($"SELECT {list} FROM '{path}'"))[0];
        var row = 0;
        for (var group = 0; group < reader.RowGroupCount; group++)
        {
            var columns = await reader.ReadEntireRowGroupAsync(group, Cancellation);
            for (var index = 0; index < fields.Length; index++)
            {
                var actual = columns[index].Data.Cast<object?>().Select(value => value is null ? null : spelling[index].Ours(value));
                var theirs = expected.Skip(row).Take(columns[index].NumValues).Select(texts => texts[index] is { } text ? spelling[index].Theirs(text) : null);
                SqlColumn.AssertEqual(fields[index], theirs, actual);
            }

            row += columns[0].NumValues;
        }

        Assert.Equal(expected.Count, row);
    }
}
