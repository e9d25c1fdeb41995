using FsCheck;
using FsCheck.Fluent;
using Parquet.Net.Tests.Support;
using Parquet.Schema;
using static Parquet.Net.Tests.Support.TestFiles;

namespace Parquet.Net.Tests;

/// <summary>Random schemas, values, nulls and options: what is written is read back, and the figures beside it are true.</summary>
public sealed class PropertyTests
{
    static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(2024, 229);

    static readonly Gen<string?> Text = Gen.Elements<string?>(null, "", "a", "b", "ä", "\U0001F600", new string('z', 70));
    static readonly Gen<double> Double = Gen.Elements(0d, -0d, 1.5, -1.5, double.NaN, double.MinValue, double.PositiveInfinity, double.Epsilon);
    static readonly Gen<long> Long = Gen.Frequency((3, Gen.Choose(-3, 3).Select(value => (long)value)), (1, Gen.Elements(long.MinValue, long.MaxValue, 0L)));

    static readonly Gen<int> Int = Gen.Choose(int.MinValue, int.MaxValue);

    // A column: its field, and its values for a number of rows.
    static readonly Gen<Func<string, int, (DataField Field, Gen<Array> Values)>> Kind = Gen.Elements<Func<string, int, (DataField, Gen<Array>)>>(
        (name, rows) => (new DataField<long>(name), Array(Long, rows)),
        (name, rows) => (new DataField<long?>(name), Array(Nullable(Long), rows)),
        (name, rows) => (new DataField<int>(name), Array(Int, rows)),
        (name, rows) => (new DataField<short?>(name), Array(Nullable(Int.Select(value => (short)value)), rows)),
        (name, rows) => (new DataField<double>(name), Array(Double, rows)),
        (name, rows) => (new DataField<double?>(name), Array(Nullable(Double), rows)),
        (name, rows) => (new DataField<bool?>(name), Array(Nullable(Gen.Elements(true, false)), rows)),
        (name, rows) => (new DataField<string>(name), Array(Text, rows)),
        (name, rows) => (new DataField<string>(name, false), Array(Text.Select(text => text ?? "-"), rows)),
        (name, rows) => (new DecimalDataField(name, 12, 3, isNullable: true), Array(Nullable(Int.Select(value => value / 1000m)), rows)),
        (name, rows) => (new DateTimeDataField(name, DateTimeFormat.Timestamp, true, DateTimeTimeUnit.Micros), Array(Int.Select(value => DateTime.UnixEpoch.AddMicroseconds(value * 1000L)), rows)));

    static readonly Gen<Case> Cases =
        from columns in Kind.NonEmptyListOf()
        from rows in Gen.Elements(0, 1, 7, 8, 9, 40, 300)
        from groups in Gen.Choose(0, 3)
        let fields = columns.Take(5).Select((column, index) => column($"c{index}", rows)).ToList()
        from values in Gen.CollectToArray(Enumerable.Repeat(fields, groups), some => Gen.CollectToArray(some, field => field.Values))
        from compression in Gen.Elements(CompressionMethod.None, CompressionMethod.Snappy, CompressionMethod.Gzip, CompressionMethod.Brotli)
        from encoded in Gen.Elements(true, false)
        select new Case(new ParquetSchema(fields.Select(field => field.Field)), values, compression, new() { UseDictionaryEncoding = encoded, UseDeltaBinaryPackedEncoding = encoded });

    [Fact]
    public void Read_WhatWasWritten_IsEqualAndSummedUpTruly() => Check.One(Quick, Prop.ForAll(Cases.ToArbitrary(), RoundTrips));

    static bool RoundTrips(Case written)
    {
        var file = WriteAsync(written.Schema, written.Groups, written.Compression, written.Options).GetAwaiter().GetResult();
        using var reader = ParquetReader.CreateAsync(new MemoryStream(file)).GetAwaiter().GetResult();
        Assert.Equal(written.Schema, reader.Schema);
        Assert.Equal(written.Groups.Length, reader.RowGroupCount);
        for (var group = 0; group < written.Groups.Length; group++)
        {
            var columns = reader.ReadEntireRowGroupAsync(group).GetAwaiter().GetResult();
            for (var index = 0; index < columns.Length; index++)
            {
                var (expected, actual) = (written.Groups[group][index].Cast<object?>(), columns[index].Data.Cast<object?>());
                Assert.Equal(expected, actual, RoundTripTests.Same);
                AssertTrue(columns[index].Statistics, expected.OfType<IComparable>().ToList(), expected.Count(value => value is null));
            }
        }

        return true;
    }

    static void AssertTrue(Data.DataColumnStatistics statistics, List<IComparable> values, int nulls)
    {
        Assert.Equal(nulls, statistics.NullCount);
        values.RemoveAll(value => value is double.NaN);
        if (statistics.MinValue is null)
        {
            Assert.True(values.Count == 0 || values.OfType<string>().Any(text => text.Length > 64));
            return;
        }

        Assert.Equal((object?)values.Min(Ordinal), statistics.MinValue);
        Assert.Equal((object?)values.Max(Ordinal), statistics.MaxValue);
    }

    static readonly Comparer<IComparable> Ordinal = Comparer<IComparable>.Create((x, y) => x is string left && y is string right
        ? System.Text.Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(right))
        : x.CompareTo(y));

    static Gen<Array> Array<T>(Gen<T> values, int rows) => values.ArrayOf(rows).Select(array => (Array)array);

    static Gen<T?> Nullable<T>(Gen<T> values)
        where T : struct => Gen.Frequency((1, Gen.Constant((T?)null)), (3, values.Select(value => (T?)value)));

    sealed record Case(ParquetSchema Schema, Array[][] Groups, CompressionMethod Compression, ParquetOptions Options)
    {
        public override string ToString() => $"{Compression}, {Groups.Length} groups\n{Schema}";
    }
}
