using System.Text.Json.Serialization;
using Parquet.Data;
using Parquet.Net.Tests.Support;
using Parquet.Schema;
using Parquet.Serialization;
using Parquet.Serialization.Attributes;
using static Parquet.Net.Tests.Support.TestFiles;

namespace Parquet.Net.Tests;

/// <summary>Objects as rows.</summary>
public sealed class SerializerTests
{
    static readonly DateTime Noon = new(2024, 2, 29, 12, 0, 0, DateTimeKind.Utc);

    static readonly Trade[] Trades =
    [
        new() { Id = 1, Symbol = "SPY", Side = Side.Short, Hedge = Side.Long, Price = 1.25m, At = Noon, Day = new(2024, 2, 29), Venue = "X" },
        new() { Id = 2, Venue = "Y", Stop = 3.5, Fee = 0.1m, Lasted = TimeSpan.FromMicroseconds(7), Open = new(9, 30) },
    ];

    [Fact]
    public async Task Deserialize_WhatWasSerialized_IsEqual()
    {
        using var stream = new MemoryStream();
        await ParquetSerializer.SerializeAsync(Trades, stream, cancellationToken: Cancellation);

        var read = await ParquetSerializer.DeserializeAsync<Trade>(stream, cancellationToken: Cancellation);

        Assert.Equal(Trades, read);
    }

    [Fact]
    public async Task Serialize_Attributes_ShapeTheSchema()
    {
        using var stream = new MemoryStream();

        var schema = await ParquetSerializer.SerializeAsync(Trades, stream, cancellationToken: Cancellation);

        Assert.Equal(["Symbol", "Side", "Hedge", "trade price", "Fee", "At", "Day", "Lasted", "Open", "Stop", "Venue", "Id"], schema.Fields.Select(field => field.Name));
        Assert.False(schema.FindDataField("Venue").IsNullable);
        Assert.Equal((9, 2), (Assert.IsType<DecimalDataField>(schema.FindDataField("trade price")).Precision, ((DecimalDataField)schema[3]).Scale));
        Assert.Equal(DateTimeFormat.DateAndTimeMicros, Assert.IsType<DateTimeDataField>(schema.FindDataField("At")).DateTimeFormat);
        Assert.Equal(TimeSpanFormat.MicroSeconds, Assert.IsType<TimeSpanDataField>(schema.FindDataField("Lasted")).TimeSpanFormat);
    }

    [Fact]
    public async Task Serialize_RowGroupsAndAppend_KeepTheOrder()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("parquet").FullName, "trades.parquet");
        await ParquetSerializer.SerializeAsync(Trades, path, new() { RowGroupSize = 1, CompressionMethod = CompressionMethod.Gzip }, Cancellation);
        await ParquetSerializer.SerializeAsync(Trades, path, new() { Append = true }, Cancellation);

        using (var reader = await ParquetReader.CreateAsync(path, cancellationToken: Cancellation))
            Assert.Equal([1, 1, 2], reader.RowGroups.Select(group => group.RowCount));
        Assert.Equal([.. Trades, .. Trades], await ParquetSerializer.DeserializeAsync<Trade>(path, cancellationToken: Cancellation));
        await using var stream = System.IO.File.OpenRead(path);
        Assert.Equal([Trades[1]], await ParquetSerializer.DeserializeAsync<Trade>(stream, 1, cancellationToken: Cancellation));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public async Task Deserialize_MissingColumnAndOtherCase_LeaveAndFindProperties()
    {
        var schema = new ParquetSchema(new DataField<long>("ID"), new DataField<string>("unknown"));
        var file = await WriteAsync(schema, [[(long[])[7], (string[])["x"]]]);

        var exact = await ParquetSerializer.DeserializeAsync<Trade>(new MemoryStream(file), cancellationToken: Cancellation);
        var anyCase = await ParquetSerializer.DeserializeAsync<Trade>(new MemoryStream(file), new ParquetSerializerOptions { PropertyNameCaseInsensitive = true }, Cancellation);

        Assert.Equal(new Trade(), Assert.Single(exact));
        Assert.Equal(new Trade { Id = 7 }, Assert.Single(anyCase));
    }

    [Fact]
    public async Task Deserialize_OtherNullabilityOrType_NamesTheColumn()
    {
        var nullable = await WriteAsync(new ParquetSchema(new DataField<long?>("Id")), [[(long?[])[7]]]);
        var text = await WriteAsync(new ParquetSchema(new DataField<string>("Id", false)), [[(string[])["7"]]]);

        var wrongNulls = await Assert.ThrowsAsync<InvalidDataException>(() => ParquetSerializer.DeserializeAsync<Trade>(new MemoryStream(nullable), cancellationToken: Cancellation));
        var wrongType = await Assert.ThrowsAsync<ParquetException>(() => ParquetSerializer.DeserializeAsync<Trade>(new MemoryStream(text), cancellationToken: Cancellation));

        Assert.Equal("Column 'Id' is nullable in the file, but property 'Id' is not.", wrongNulls.Message);
        Assert.Equal("Column 'Id': it stores BYTE_ARRAY (Text), which cannot be read as System.Int64.", wrongType.Message);
    }

    [Fact]
    public async Task Serialize_NestedProperty_IsRefusedByName()
    {
        var exception = await Assert.ThrowsAsync<NotSupportedException>(() => ParquetSerializer.SerializeAsync([new Nested()], new MemoryStream(), cancellationToken: Cancellation));

        Assert.Contains("Nested.Prices", exception.Message, StringComparison.Ordinal);
    }

    enum Side : byte
    {
        Long,
        Short,
    }

    sealed record Trade
    {
        [JsonPropertyOrder(1)]
        public long Id { get; set; }

        public string? Symbol { get; set; }

        public Side Side { get; init; }

        public Side? Hedge { get; set; }

        [JsonPropertyName("trade price")]
        [ParquetDecimal(9, 2)]
        public decimal Price { get; set; }

        public decimal? Fee { get; set; }

        [ParquetTimestamp(ParquetTimestampResolution.Microseconds)]
        public DateTime? At { get; set; }

        public DateOnly Day { get; set; }

        [ParquetMicroSecondsTime]
        public TimeSpan Lasted { get; set; }

        public TimeOnly? Open { get; set; }

        public double? Stop { get; set; }

        [ParquetRequired]
        public string Venue { get; set; } = "";

        [ParquetIgnore]
        public List<int>? Ignored { get; set; }
    }

    sealed class Nested
    {
        public List<double> Prices { get; set; } = [];
    }
}
