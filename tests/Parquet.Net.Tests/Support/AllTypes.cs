using Parquet.File.Values.Primitives;
using Parquet.Schema;

namespace Parquet.Net.Tests.Support;

/// <summary>A table with a required and a nullable column of each type that can be written.</summary>
internal static class AllTypes
{
    static readonly DateTime Day = new(2024, 2, 29, 0, 0, 0, DateTimeKind.Utc);

    public static ParquetSchema Schema { get; } = new(Fields().ToList());

    /// <summary>The columns of <see cref="Schema"/>; every seventh value of a nullable one is null.</summary>
    public static Array[] Rows(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Schema.GetDataFields().Select(field => Column(field, count, random))];
    }

    static IEnumerable<Field> Fields()
    {
        foreach (var type in (Type[])[typeof(bool), typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(float), typeof(double), typeof(string), typeof(byte[]), typeof(Guid), typeof(Interval)])
        {
            var name = type.Name.Replace("[]", "s", StringComparison.Ordinal).ToLowerInvariant();
            yield return new DataField($"{name}_required", type, isNullable: false);
            yield return new DataField($"{name}_nullable", type, isNullable: true);
        }

        foreach (var nullable in (bool[])[false, true])
        {
            var suffix = nullable ? "nullable" : "required";
            yield return new DecimalDataField($"decimal9_{suffix}", 9, 2, isNullable: nullable);
            yield return new DecimalDataField($"decimal18_{suffix}", 18, 4, isNullable: nullable);
            yield return new DecimalDataField($"decimal28_{suffix}", 28, 8, isNullable: nullable);
            yield return new DecimalDataField($"decimal5bytes_{suffix}", 5, 1, forceByteArrayEncoding: true, isNullable: nullable);
            yield return new DateTimeDataField($"date_{suffix}", DateTimeFormat.Date, isNullable: nullable);
            yield return new DateTimeDataField($"int96_{suffix}", DateTimeFormat.Impala, isNullable: nullable);
            yield return new DateTimeDataField($"legacymillis_{suffix}", DateTimeFormat.DateAndTime, isNullable: nullable);
            yield return new DateTimeDataField($"legacymicros_{suffix}", DateTimeFormat.DateAndTimeMicros, isNullable: nullable);
            yield return new DateTimeDataField($"millis_{suffix}", DateTimeFormat.Timestamp, true, DateTimeTimeUnit.Millis, nullable);
            yield return new DateTimeDataField($"micros_{suffix}", DateTimeFormat.Timestamp, true, DateTimeTimeUnit.Micros, nullable);
            yield return new DateTimeDataField($"nanos_{suffix}", DateTimeFormat.Timestamp, false, DateTimeTimeUnit.Nanos, nullable);
            yield return new TimeSpanDataField($"timemillis_{suffix}", TimeSpanFormat.MilliSeconds, nullable);
            yield return new TimeSpanDataField($"timemicros_{suffix}", TimeSpanFormat.MicroSeconds, nullable);
        }
    }

    static Array Column(DataField field, int count, Random random)
    {
        var column = Array.CreateInstance(field.ClrNullableIfHasNullsType, count);
        for (var row = 0; row < count; row++)
        {
            if (!field.IsNullable || row % 7 != 3)
                column.SetValue(Value(field, random), row);
        }

        return column;
    }

    static object Value(DataField field, Random random) => field switch
    {
        DecimalDataField digits => random.NextInt64(-99999, 99999) * (digits.Precision > 9 ? 1234567 : 1) / (decimal)Math.Pow(10, digits.Scale),
        DateTimeDataField { DateTimeFormat: DateTimeFormat.Date } => Day.AddDays(random.Next(-50000, 50000)),
        DateTimeDataField { DateTimeFormat: DateTimeFormat.DateAndTime } or DateTimeDataField { Unit: DateTimeTimeUnit.Millis, DateTimeFormat: DateTimeFormat.Timestamp } =>
            Day.AddMilliseconds(random.NextInt64(-1L << 40, 1L << 40)),
        DateTimeDataField { Unit: DateTimeTimeUnit.Nanos } => DateTime.SpecifyKind(Day.AddTicks(random.NextInt64(-1L << 50, 1L << 50)), DateTimeKind.Local),
        DateTimeDataField => Day.AddMicroseconds(random.NextInt64(-1L << 50, 1L << 50)),
        TimeSpanDataField { TimeSpanFormat: TimeSpanFormat.MilliSeconds } => TimeSpan.FromMilliseconds(random.Next(86_400_000)),
        TimeSpanDataField => TimeSpan.FromMicroseconds(random.NextInt64(86_400_000_000)),
        _ => Value(field.ClrType, random),
    };

    static object Value(Type type, Random random) => type switch
    {
        _ when type == typeof(bool) => random.Next(2) == 0,
        _ when type == typeof(sbyte) => (sbyte)random.Next(sbyte.MinValue, sbyte.MaxValue + 1),
        _ when type == typeof(byte) => (byte)random.Next(256),
        _ when type == typeof(short) => (short)random.Next(short.MinValue, short.MaxValue + 1),
        _ when type == typeof(ushort) => (ushort)random.Next(ushort.MaxValue + 1),
        _ when type == typeof(int) => random.Next(int.MinValue, int.MaxValue),
        _ when type == typeof(uint) => (uint)random.NextInt64(uint.MaxValue + 1L),
        _ when type == typeof(long) => random.NextInt64(long.MinValue, long.MaxValue),
        _ when type == typeof(ulong) => (ulong)random.NextInt64(long.MinValue, long.MaxValue),
        _ when type == typeof(float) => (float)random.Next(-5, 5) / random.Next(0, 5),
        _ when type == typeof(double) => (double)random.Next(-5, 5) / random.Next(0, 5),
        _ when type == typeof(string) => random.GetItems((string[])["", "a", "SPY", "naïve", "東京", "\U0001F600", "'quoted'", "line\nbreak", new string('x', 100)], 1)[0],
        _ when type == typeof(byte[]) => Bytes(random),
        _ when type == typeof(Guid) => new Guid(Bytes(random, 16)),
        _ => new Interval(random.Next(0, 30), random.Next(0, 27), random.Next(0, 86_400_000)),
    };

    static byte[] Bytes(Random random, int? length = null)
    {
        var bytes = new byte[length ?? random.Next(6)];
        random.NextBytes(bytes);
        return bytes;
    }
}
