using Parquet.Data;
using Parquet.File.Values.Primitives;
using Parquet.Net.Tests.Support;
using Parquet.Schema;
using static Parquet.Net.Tests.Support.TestFiles;

namespace Parquet.Net.Tests;

/// <summary>What is written is read back.</summary>
public sealed class RoundTripTests
{
    static readonly DateTime Noon = new(2024, 2, 29, 12, 34, 56, 789, DateTimeKind.Utc);

    public static TheoryData<DataField, Array> Columns => new()
    {
        { new DataField<bool>("c"), (bool[])[true, false, true, true, false, false, false, true, true] },
        { new DataField<bool?>("c"), (bool?[])[true, null, false, null] },
        { new DataField<sbyte>("c"), (sbyte[])[sbyte.MinValue, -1, 0, sbyte.MaxValue] },
        { new DataField<byte>("c"), (byte[])[0, 1, byte.MaxValue] },
        { new DataField<short>("c"), (short[])[short.MinValue, -1, 0, short.MaxValue] },
        { new DataField<ushort>("c"), (ushort[])[0, 1, ushort.MaxValue] },
        { new DataField<int>("c"), (int[])[int.MinValue, -1, 0, 1, int.MaxValue] },
        { new DataField<uint>("c"), (uint[])[0, 1, uint.MaxValue] },
        { new DataField<long>("c"), (long[])[long.MinValue, -1, 0, 1, long.MaxValue] },
        { new DataField<ulong>("c"), (ulong[])[0, 1, ulong.MaxValue] },
        { new DataField<long?>("c"), (long?[])[null, long.MinValue, null, 7] },
        { new DataField<float>("c"), (float[])[float.MinValue, -0f, 0f, float.Epsilon, float.NaN, float.PositiveInfinity] },
        { new DataField<double>("c"), (double[])[double.MinValue, -0d, 0d, double.Epsilon, double.NaN, double.NegativeInfinity, 0.1] },
        { new DataField<double?>("c"), (double?[])[null, null, null] },
        { new DataField<string>("c"), (string?[])["", "a", null, "naïve 東京 \U0001F600", new string('x', 300)] },
        { new DataField<string>("c", false), (string[])["", "required"] },
        { new DataField<byte[]>("c"), (byte[]?[])[[], [1, 2, 3], null] },
        { new DataField<Guid>("c"), (Guid[])[Guid.Empty, new("00112233-4455-6677-8899-aabbccddeeff")] },
        { new DataField<Interval>("c"), (Interval[])[new(1, 2, 3), new(-1, 0, int.MaxValue)] },
        { new DataField<decimal>("c"), (decimal[])[0, -1.5m, 79228162514.264337593543950335m, 0.000000000000000001m] },
        { new DecimalDataField("c", 9, 2), (decimal[])[-9999999.99m, 0.01m, 9999999.99m] },
        { new DecimalDataField("c", 18, 4), (decimal[])[-99999999999999.9999m, 0.0001m] },
        { new DecimalDataField("c", 38, 10), (decimal[])[-7922816251426433759.3543950335m, 1] },
        { new DecimalDataField("c", 5, 1, forceByteArrayEncoding: true, isNullable: true), (decimal?[])[-9999.9m, null, 0.1m, 9999.9m] },
        { new DataField<DateTime>("c"), (DateTime[])[Noon, DateTime.UnixEpoch, new(1, 1, 1, 0, 0, 0, DateTimeKind.Utc)] },
        { new DateTimeDataField("c", DateTimeFormat.DateAndTime), (DateTime[])[Noon, Noon.AddYears(-100)] },
        { new DateTimeDataField("c", DateTimeFormat.DateAndTimeMicros), (DateTime[])[Noon.AddTicks(10), Noon.AddYears(-100)] },
        { new DateTimeDataField("c", DateTimeFormat.Date), (DateTime[])[Noon.Date, new(1, 1, 1, 0, 0, 0, DateTimeKind.Utc)] },
        { Timestamp(DateTimeTimeUnit.Millis, true), (DateTime[])[Noon] },
        { Timestamp(DateTimeTimeUnit.Micros, true), (DateTime[])[Noon.AddTicks(-10), Noon.AddYears(-1000)] },
        { Timestamp(DateTimeTimeUnit.Nanos, true), (DateTime[])[Noon.AddTicks(1), Noon.AddYears(-100).AddTicks(3)] },
        { Timestamp(DateTimeTimeUnit.Micros, false), (DateTime[])[DateTime.SpecifyKind(Noon, DateTimeKind.Local)] },
        { new TimeSpanDataField("c", TimeSpanFormat.MilliSeconds), (TimeSpan[])[TimeSpan.Zero, new(0, 23, 59, 59, 999)] },
        { new TimeSpanDataField("c", TimeSpanFormat.MicroSeconds, isNullable: true), (TimeSpan?[])[null, TimeSpan.FromTicks(10)] },
    };

    [Theory]
    [MemberData(nameof(Columns))]
    public async Task ReadColumn_OfEachType_ReturnsWhatWasWritten(DataField field, Array values)
    {
        foreach (var options in (ParquetOptions[])[new(), new() { UseDictionaryEncoding = false, UseDeltaBinaryPackedEncoding = false }])
        {
            foreach (var compression in (CompressionMethod[])[CompressionMethod.None, CompressionMethod.Snappy, CompressionMethod.Gzip, CompressionMethod.Brotli])
            {
                var file = await WriteAsync(new ParquetSchema(field), [[values], [Repeat(values)]], compression, options);
                using var reader = await ParquetReader.CreateAsync(new MemoryStream(file), cancellationToken: Cancellation);
                Assert.Equal(field, reader.Schema[0]);
                Assert.Equal(values.Cast<object?>(), (await reader.ReadEntireRowGroupAsync(0, Cancellation))[0].Data.Cast<object?>(), Same);
                Assert.Equal(Repeat(values).Cast<object?>(), (await reader.ReadEntireRowGroupAsync(1, Cancellation))[0].Data.Cast<object?>(), Same);
            }
        }
    }

    [Fact]
    public async Task ReadColumn_DateTimes_HaveTheKindThatTheColumnSays()
    {
        var schema = new ParquetSchema(Timestamp(DateTimeTimeUnit.Micros, true));
        var utc = (DateTime[])await ReadColumnAsync(await WriteAsync(schema, [[(DateTime[])[DateTime.SpecifyKind(Noon, DateTimeKind.Unspecified)]]]));
        schema = new ParquetSchema(Timestamp(DateTimeTimeUnit.Micros, false));
        var local = (DateTime[])await ReadColumnAsync(await WriteAsync(schema, [[(DateTime[])[Noon]]]));

        Assert.Equal((Noon, DateTimeKind.Utc), (utc[0], utc[0].Kind));
        Assert.Equal((Noon, DateTimeKind.Local), (local[0], local[0].Kind));
    }

    [Fact]
    public async Task ReadColumn_WithOptions_ReturnsDateOnlyAndTimeOnly()
    {
        var schema = new ParquetSchema(new DataField<DateOnly>("date"), new TimeOnlyDataField("millis", TimeSpanFormat.MilliSeconds), new TimeOnlyDataField("micros", TimeSpanFormat.MicroSeconds));
        Array[] columns = [(DateOnly[])[new(2024, 2, 29)], (TimeOnly[])[new(1, 2, 3, 4)], (TimeOnly[])[new(1, 2, 3, 4, 5)]];
        var file = await WriteAsync(schema, [columns]);

        var options = new ParquetOptions { UseDateOnlyTypeForDates = true, UseTimeOnlyTypeForTimeMillis = true, UseTimeOnlyTypeForTimeMicros = true };
        var read = (await ReadAsync(file, options))[0];
        var plain = (await ReadAsync(file))[0];

        Assert.Equal(columns, read.Select(column => column.Data));
        Assert.Equal([typeof(DateTime), typeof(TimeSpan), typeof(TimeSpan)], plain.Select(column => column.Field.ClrType));
        Assert.Equal(new DateTime(2024, 2, 29), plain[0].Data.GetValue(0));
    }

    [Fact]
    public async Task Write_EmptyRowGroupAndNoRowGroup_AreRead()
    {
        var schema = new ParquetSchema(new DataField<long>("a"), new DataField<string>("b"));

        Assert.Empty(await ReadAsync(await WriteAsync(schema, [])));
        var group = Assert.Single(await ReadAsync(await WriteAsync(schema, [[Array.Empty<long>(), Array.Empty<string>()]])));
        Assert.All(group, column => Assert.Equal(0, column.NumValues));
    }

    [Fact]
    public async Task Write_SameInput_GivesSameBytes()
    {
        var schema = new ParquetSchema(new DataField<long>("a"), new DataField<string>("b"));
        Array[] columns = [Enumerable.Range(0, 500).Select(i => (long)i).ToArray(), Enumerable.Range(0, 500).Select(i => $"{i % 7}").ToArray()];
        var forward = new Dictionary<string, string> { ["x"] = "1", ["y"] = "2" };
        var backward = new Dictionary<string, string> { ["y"] = "2", ["x"] = "1" };

        Assert.Equal(
            await WriteAsync(schema, [columns], CompressionMethod.Gzip, metadata: forward),
            await WriteAsync(schema, [columns], CompressionMethod.Gzip, metadata: backward));
    }

    internal static bool Same(object? x, object? y) => (x, y) switch
    {
        (double left, double right) => BitConverter.DoubleToInt64Bits(left) == BitConverter.DoubleToInt64Bits(right),
        (float left, float right) => BitConverter.SingleToInt32Bits(left) == BitConverter.SingleToInt32Bits(right),
        (byte[] left, byte[] right) => left.AsSpan().SequenceEqual(right),
        _ => Equals(x, y),
    };

    static DateTimeDataField Timestamp(DateTimeTimeUnit unit, bool isAdjustedToUtc) => new("c", DateTimeFormat.Timestamp, isAdjustedToUtc, unit);

    // Enough rows for dictionaries, long runs and several blocks of differences.
    static Array Repeat(Array values)
    {
        var repeated = Array.CreateInstance(values.GetType().GetElementType()!, values.Length * 100);
        for (var index = 0; index < repeated.Length; index++)
            repeated.SetValue(values.GetValue((index < repeated.Length / 2 ? index : index / 20) % values.Length), index);
        return repeated;
    }
}
