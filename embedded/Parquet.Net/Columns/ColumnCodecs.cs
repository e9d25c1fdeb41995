using Parquet.Encodings;
using Parquet.File.Values.Primitives;
using Parquet.Meta;
using Parquet.Schema;

namespace Parquet.Columns;

/// <summary>Finds the codec for a stored column and a CLR type.</summary>
internal static class ColumnCodecs
{
    /// <exception cref="ParquetException">The stored column cannot be held in that type.</exception>
    public static ColumnCodec For(SchemaElement element, Type type)
    {
        var kind = ValueKinds.Of(element);
        var codec = element.Type switch
        {
            PhysicalType.BOOLEAN when type == typeof(bool) => new SameCodec<bool>(new BooleanLayout(), new((x, y) => x.CompareTo(y))),
            PhysicalType.INT32 => ForInt32(element, kind, type),
            PhysicalType.INT64 => ForInt64(element, kind, type),
            PhysicalType.INT96 when type == typeof(DateTime) =>
                new ConvertingCodec<Int96, DateTime>(new FixedWidthLayout<Int96>(), null, Times.Instant, Times.ToInt96),
            PhysicalType.FLOAT when type == typeof(float) => new SameCodec<float>(new FixedWidthLayout<float>(), new FloatingOrder<float>()),
            PhysicalType.DOUBLE when type == typeof(double) => new SameCodec<double>(new FixedWidthLayout<double>(), new FloatingOrder<double>()),
            PhysicalType.BYTE_ARRAY => ForBytes(element, type, null),
            PhysicalType.FIXED_LEN_BYTE_ARRAY => ForBytes(element, type, FixedLength(element)),
            _ => null,
        };
        return codec ?? throw new ParquetException($"it stores {element.Type}{(kind == ValueKind.Plain ? "" : $" ({kind})")}, which cannot be read as {type}");
    }

    static int FixedLength(SchemaElement element) =>
        element.TypeLength is > 0 and var length ? length : throw new ParquetException($"its values have a fixed length of {element.TypeLength ?? 0} bytes");

    static ColumnCodec? ForInt32(SchemaElement element, ValueKind kind, Type type) => kind switch
    {
        ValueKind.Int8 when type == typeof(sbyte) => Int32(stored => Fit<sbyte>(stored), value => (int)value),
        ValueKind.Int16 when type == typeof(short) => Int32(stored => Fit<short>(stored), value => (int)value),
        ValueKind.UInt8 when type == typeof(byte) => Int32(stored => Fit<byte>(stored), value => (int)value),
        ValueKind.UInt16 when type == typeof(ushort) => Int32(stored => Fit<ushort>(stored), value => (int)value),
        ValueKind.UInt32 when type == typeof(uint) => new ConvertingCodec<int, uint>(
            new IntegerLayout<int>(), new((x, y) => ((uint)x).CompareTo((uint)y)), stored => unchecked((uint)stored), value => unchecked((int)value)),
        ValueKind.Date when type == typeof(DateOnly) => Int32(Times.Date, Times.FromDate),
        ValueKind.Date when type == typeof(DateTime) => Int32(
            stored => Times.Date(stored).ToDateTime(default, DateTimeKind.Utc), value => Times.FromDate(DateOnly.FromDateTime(value))),
        ValueKind.TimeMillis when type == typeof(TimeSpan) => Int32(
            stored => Times.Time(stored, TimeSpanFormat.MilliSeconds), value => Fit<int>(Times.FromTime(value, TimeSpanFormat.MilliSeconds))),
        ValueKind.TimeMillis when type == typeof(TimeOnly) => Int32(
            stored => Times.TimeOfDay(stored, TimeSpanFormat.MilliSeconds),
            value => (int)Times.FromTime(value.ToTimeSpan(), TimeSpanFormat.MilliSeconds)),
        ValueKind.Decimal when type == typeof(decimal) && ValueKinds.Digits(element) is var (precision, scale) => Int32(
            stored => Decimals.FromUnscaled(stored, scale), value => (int)Decimals.ToUnscaled(value, Math.Min(precision, 9), scale)),
        _ when type == typeof(int) => new SameCodec<int>(new IntegerLayout<int>(), new((x, y) => x.CompareTo(y))),
        _ => null,
    };

    static ColumnCodec? ForInt64(SchemaElement element, ValueKind kind, Type type) => kind switch
    {
        ValueKind.UInt64 when type == typeof(ulong) => new ConvertingCodec<long, ulong>(
            new IntegerLayout<long>(), new((x, y) => ((ulong)x).CompareTo((ulong)y)), stored => unchecked((ulong)stored), value => unchecked((long)value)),
        ValueKind.Timestamp when type == typeof(DateTime) => Timestamp(ValueKinds.Timestamp(element)),
        ValueKind.TimeMicros when type == typeof(TimeSpan) => Int64(
            stored => Times.Time(stored, TimeSpanFormat.MicroSeconds), value => Times.FromTime(value, TimeSpanFormat.MicroSeconds)),
        ValueKind.TimeMicros when type == typeof(TimeOnly) => Int64(
            stored => Times.TimeOfDay(stored, TimeSpanFormat.MicroSeconds),
            value => Times.FromTime(value.ToTimeSpan(), TimeSpanFormat.MicroSeconds)),
        ValueKind.Decimal when type == typeof(decimal) && ValueKinds.Digits(element) is var (precision, scale) => Int64(
            stored => Decimals.FromUnscaled(stored, scale), value => (long)Decimals.ToUnscaled(value, Math.Min(precision, 18), scale)),
        _ when type == typeof(long) => new SameCodec<long>(new IntegerLayout<long>(), new((x, y) => x.CompareTo(y))),
        _ => null,
    };

    static ColumnCodec? ForBytes(SchemaElement element, Type type, int? length)
    {
        if (type == typeof(string))
            return Bytes(length, ByteOrder.Unsigned, Texts.Read, Texts.Write);
        if (type == typeof(byte[]))
            return Bytes(length, ByteOrder.Unsigned, stored => stored.ToArray(), value => (ReadOnlyMemory<byte>)value);
        if (type == typeof(decimal))
        {
            var (precision, scale) = ValueKinds.Digits(element);
            return Bytes(
                length, ByteOrder.Signed, stored => Decimals.FromBytes(stored.Span, scale),
                value => Decimals.ToBytes(Decimals.ToUnscaled(value, precision, scale), length ?? Decimals.Width(precision)));
        }

        if (type == typeof(Guid) && length == 16)
            return Bytes(length, ByteOrder.Unsigned, stored => new Guid(stored.Span, bigEndian: true), value => value.ToByteArray(bigEndian: true));
        return type == typeof(Interval) && length == 12 ? Bytes(length, null, Intervals.Read, Intervals.Write) : null;
    }

    static ConvertingCodec<long, DateTime> Timestamp((DateTimeTimeUnit Unit, bool IsAdjustedToUtc) type)
    {
        var kind = type.IsAdjustedToUtc ? DateTimeKind.Utc : DateTimeKind.Local;
        return Int64(stored => Times.Instant(stored, type.Unit, kind), value => Times.FromInstant(value, type.Unit, type.IsAdjustedToUtc));
    }

    static ConvertingCodec<int, TValue> Int32<TValue>(Func<int, TValue> read, Func<TValue, int> write) =>
        new(new IntegerLayout<int>(), new((x, y) => x.CompareTo(y)), read, write);

    static ConvertingCodec<long, TValue> Int64<TValue>(Func<long, TValue> read, Func<TValue, long> write) =>
        new(new IntegerLayout<long>(), new((x, y) => x.CompareTo(y)), read, write);

    static ConvertingCodec<ReadOnlyMemory<byte>, TValue> Bytes<TValue>(
        int? length, ValueOrder<ReadOnlyMemory<byte>>? order, Func<ReadOnlyMemory<byte>, TValue> read, Func<TValue, ReadOnlyMemory<byte>> write) =>
        new(new BinaryLayout(length), order, read, write);

    static T Fit<T>(long value)
        where T : System.Numerics.IBinaryInteger<T>, System.Numerics.IMinMaxValue<T> =>
        value >= long.CreateChecked(T.MinValue) && value <= long.CreateChecked(T.MaxValue)
            ? T.CreateTruncating(value)
            : throw new ParquetException($"{value} does not fit {typeof(T).Name}");
}
