using Parquet.Data;
using Parquet.Net.Tests.Support;
using Parquet.Schema;
using static Parquet.Net.Tests.Support.TestFiles;

namespace Parquet.Net.Tests;

/// <summary>What the writer keeps beside the values, and what it refuses.</summary>
public sealed class WriterTests
{
    static readonly ParquetSchema Schema = new(new DataField<long>("a"), new DataField<string>("b", false));

    [Fact]
    public async Task CustomMetadata_OfFileAndColumn_AreReadBack()
    {
        using var stream = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(Schema, stream, cancellationToken: Cancellation))
        {
            writer.CustomMetadata = new Dictionary<string, string> { ["symbol"] = "SPY", ["empty"] = "" };
            using var group = writer.CreateRowGroup();
            await group.WriteColumnAsync(A(1), new() { ["unit"] = "ms" }, Cancellation);
            await group.WriteColumnAsync(B("x"), Cancellation);
        }

        using var reader = await ParquetReader.CreateAsync(stream, cancellationToken: Cancellation);

        Assert.Equal(new Dictionary<string, string> { ["symbol"] = "SPY", ["empty"] = "" }, reader.CustomMetadata);
        Assert.Equal(new Dictionary<string, string> { ["unit"] = "ms" }, reader.RowGroups[0].GetCustomMetadata(Schema.DataFields[0]));
        Assert.Empty(reader.RowGroups[0].GetCustomMetadata(Schema.DataFields[1]));
    }

    [Fact]
    public async Task GetStatistics_OfColumn_NeedsNoData()
    {
        using var reader = await ParquetReader.CreateAsync(new MemoryStream(await WriteAsync(Schema, [[(long[])[3, -5], (string[])["ab", "é"]]])), cancellationToken: Cancellation);
        var group = reader.OpenRowGroupReader(0);

        var (a, b) = (group.GetStatistics(Schema.DataFields[0])!, group.GetStatistics(Schema.DataFields[1])!);

        Assert.Equal((-5L, 3L, 0L), (a.MinValue, a.MaxValue, a.NullCount));
        Assert.Equal(("ab", "é", 0L), (b.MinValue, b.MaxValue, b.NullCount));
        Assert.False(group.ColumnExists(new DataField<long>("c")));
        Assert.Throws<ParquetException>(() => group.GetStatistics(new DataField<long>("c")));
    }

    [Fact]
    public async Task Create_ToStreamThatCannotSeek_WritesTheSameBytes()
    {
        using var target = new MemoryStream();
        await using (var pipe = new System.IO.Compression.GZipStream(target, System.IO.Compression.CompressionMode.Compress, leaveOpen: true))
        await using (var writer = await ParquetWriter.CreateAsync(Schema, pipe, cancellationToken: Cancellation))
            await WriteGroupAsync(writer);
        target.Position = 0;
        using var unzipped = new MemoryStream();
        await using (var unzip = new System.IO.Compression.GZipStream(target, System.IO.Compression.CompressionMode.Decompress))
            await unzip.CopyToAsync(unzipped, Cancellation);

        Assert.Equal(await WriteAsync(Schema, [[(long[])[1], (string[])["x"]]]), unzipped.ToArray());
    }

    [Fact]
    public async Task Create_Append_AddsRowGroupsAndKeepsTheRest()
    {
        using var stream = new MemoryStream();
        stream.Write(await WriteAsync(Schema, [[(long[])[1, 2], (string[])["x", "y"]]], metadata: new Dictionary<string, string> { ["k"] = "v" }));
        await using (var writer = await ParquetWriter.CreateAsync(Schema, stream, append: true, cancellationToken: Cancellation))
            await WriteGroupAsync(writer);

        using var reader = await ParquetReader.CreateAsync(stream, cancellationToken: Cancellation);

        Assert.Equal([2, 1], reader.RowGroups.Select(group => group.RowCount));
        Assert.Equal((long[])[1, 2], (await reader.ReadEntireRowGroupAsync(0, Cancellation))[0].Data);
        Assert.Equal((string[])["x"], (await reader.ReadEntireRowGroupAsync(1, Cancellation))[1].Data);
        Assert.Equal("v", reader.CustomMetadata["k"]);
    }

    [Fact]
    public async Task Create_AppendWithOtherSchemaOrNothing_IsRefused()
    {
        using var stream = new MemoryStream();
        await Assert.ThrowsAsync<IOException>(() => ParquetWriter.CreateAsync(Schema, stream, append: true, cancellationToken: Cancellation));
        stream.Write(await WriteAsync(Schema, []));
        var other = new ParquetSchema(new DataField<long>("a"), new DataField<string>("b"));

        var exception = await Assert.ThrowsAsync<ParquetException>(() => ParquetWriter.CreateAsync(other, stream, append: true, cancellationToken: Cancellation));

        Assert.Equal("The file has another schema: [appended: b (System.String?)] != [existing: b (System.String)].", exception.Message);
    }

    [Fact]
    public async Task WriteColumn_OutOfOrderOrOfOtherLength_IsRefused()
    {
        using var stream = new MemoryStream();
        var writer = await ParquetWriter.CreateAsync(Schema, stream, cancellationToken: Cancellation);
        using var group = writer.CreateRowGroup();

        await Assert.ThrowsAsync<ArgumentException>(() => group.WriteColumnAsync(B("x"), Cancellation));
        await group.WriteColumnAsync(A(1), Cancellation);
        Assert.Throws<InvalidOperationException>(group.CompleteValidate);
        await Assert.ThrowsAsync<InvalidOperationException>(() => group.WriteColumnAsync(B("x", "y"), Cancellation));
        await group.WriteColumnAsync(B("x"), Cancellation);
        await Assert.ThrowsAsync<InvalidOperationException>(() => group.WriteColumnAsync(A(1), Cancellation));
        await writer.DisposeAsync();
        await writer.DisposeAsync();
        writer.Dispose();
        Assert.Single(await ReadAsync(stream.ToArray()));
    }

    [Fact]
    public async Task Dispose_RowGroupWithoutAllColumns_NamesThemAndLeavesNoFile()
    {
        using var stream = new MemoryStream();
        var writer = await ParquetWriter.CreateAsync(Schema, stream, cancellationToken: Cancellation);
        using (var group = writer.CreateRowGroup())
            await group.WriteColumnAsync(A(1), Cancellation);

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => writer.DisposeAsync().AsTask());

        Assert.Equal("A row group lacks columns: 'b'.", exception.Message);
        await Assert.ThrowsAsync<IOException>(() => ReadAsync(stream.ToArray()));
    }

    [Fact]
    public async Task WriteColumn_ValuesThatDoNotFit_AreNamed()
    {
        async Task<string> Refusal(DataField field, Array values) =>
            (await Assert.ThrowsAsync<ParquetException>(() => WriteAsync(new ParquetSchema(field), [[values]]))).Message;

        Assert.Equal("Column 'c': value 1 is null, but the column is required.", await Refusal(new DataField<string>("c", false), (string?[])["x", null]));
        Assert.Equal("Column 'c': 100.0 does not fit a decimal of 4 digits, 2 of them behind the point.", await Refusal(new DecimalDataField("c", 4, 2), (decimal[])[100.0m]));
        Assert.Equal("Column 'c': a text has half a surrogate pair.", await Refusal(new DataField<string>("c"), (string[])["\uD800"]));
        Assert.Contains("does not fit a timestamp in nanoseconds", await Refusal(new DateTimeDataField("c", DateTimeFormat.Timestamp, true, DateTimeTimeUnit.Nanos), (DateTime[])[DateTime.MaxValue]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateRowGroup_UnsupportedCompression_IsNamed()
    {
        await using var writer = await ParquetWriter.CreateAsync(Schema, new MemoryStream(), cancellationToken: Cancellation);
        writer.CompressionMethod = CompressionMethod.Zstd;

        var exception = Assert.Throws<ParquetException>(() => writer.CreateRowGroup());

        Assert.Equal("compression ZSTD is not supported; none, SNAPPY, GZIP and BROTLI are", exception.Message);
    }

    [Fact]
    public void DataColumn_OfOtherTypeOrFieldWithoutSchema_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new DataColumn(Schema.DataFields[0], (int[])[1]));
        Assert.Throws<ArgumentException>(() => new DataColumn(Schema.DataFields[0], (long?[])[1]));
        Assert.Throws<ArgumentException>(() => new DataColumn(new DataField<long>("a"), (long[])[1]));
        Assert.Throws<NotSupportedException>(() => new DataField<int[]>("a"));
        Assert.Throws<NotSupportedException>(() => new DataField("a", typeof(DateTimeOffset)));
    }

    [Fact]
    public async Task ReadColumn_FieldOfOtherNullability_SaysWhatToDo()
    {
        using var reader = await ParquetReader.CreateAsync(new MemoryStream(await WriteAsync(Schema, [[(long[])[1], (string[])["x"]]])), cancellationToken: Cancellation);
        var field = new ParquetSchema(new DataField<long?>("a")).DataFields[0];

        var exception = await Assert.ThrowsAsync<ParquetException>(() => reader.OpenRowGroupReader(0).ReadColumnAsync(field, Cancellation));

        Assert.Equal("Column 'a': it is required in the file, but the field that asks for it is not; take the field from the reader's schema.", exception.Message);
    }

    static async Task WriteGroupAsync(ParquetWriter writer)
    {
        using var group = writer.CreateRowGroup();
        await group.WriteColumnAsync(A(1), Cancellation);
        await group.WriteColumnAsync(B("x"), Cancellation);
    }

    static DataColumn A(params long[] values) => new(Schema.DataFields[0], values);

    static DataColumn B(params string[] values) => new(Schema.DataFields[1], values);
}
