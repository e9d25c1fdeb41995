using Parquet.Meta;
using Parquet.Schema;

namespace Parquet.Columns;

/// <summary>Reads from a schema what stored values mean, in the newer way or, where that is missing, in the older one.</summary>
internal static class ValueKinds
{
    public static ValueKind Of(SchemaElement element) => OfLogicalType(element.LogicalType) ?? OfConvertedType(element.ConvertedType);

    /// <summary>The digits of a decimal column.</summary>
    public static (int Precision, int Scale) Digits(SchemaElement element)
    {
        var precision = element.Precision ?? element.LogicalType?.Decimal?.Precision ?? Data.DecimalFormatDefaults.DefaultPrecision;
        var scale = element.Scale ?? element.LogicalType?.Decimal?.Scale ?? 0;
        return precision is >= 1 and <= 38 && scale >= 0 && scale <= precision
            ? (precision, scale)
            : throw new ParquetException($"decimals of {precision} digits, {scale} of them behind the point, are not supported");
    }

    /// <summary>The unit of a timestamp column, and whether it holds instants.</summary>
    public static (DateTimeTimeUnit Unit, bool IsAdjustedToUtc) Timestamp(SchemaElement element)
    {
        if (element.LogicalType?.Timestamp is not { } type)
            return (element.ConvertedType == ConvertedType.TIMESTAMP_MICROS ? DateTimeTimeUnit.Micros : DateTimeTimeUnit.Millis, true);
        return type.Unit switch
        {
            { Millis: not null } => (DateTimeTimeUnit.Millis, type.IsAdjustedToUtc),
            { Micros: not null } => (DateTimeTimeUnit.Micros, type.IsAdjustedToUtc),
            { Nanos: not null } => (DateTimeTimeUnit.Nanos, type.IsAdjustedToUtc),
            _ => throw new ParquetException("a timestamp has an unknown unit"),
        };
    }

    static ValueKind? OfLogicalType(LogicalType? type) => type switch
    {
        { String: not null } => ValueKind.Text,
        { Decimal: not null } => ValueKind.Decimal,
        { Date: not null } => ValueKind.Date,
        { Time.Unit.Millis: not null } => ValueKind.TimeMillis,
        { Time.Unit.Micros: not null } => ValueKind.TimeMicros,
        { Timestamp: not null } => ValueKind.Timestamp,
        { Integer: { BitWidth: 8, IsSigned: true } } => ValueKind.Int8,
        { Integer: { BitWidth: 8, IsSigned: false } } => ValueKind.UInt8,
        { Integer: { BitWidth: 16, IsSigned: true } } => ValueKind.Int16,
        { Integer: { BitWidth: 16, IsSigned: false } } => ValueKind.UInt16,
        { Integer: { BitWidth: 32, IsSigned: false } } => ValueKind.UInt32,
        { Integer: { BitWidth: 64, IsSigned: false } } => ValueKind.UInt64,
        { Uuid: not null } => ValueKind.Uuid,
        _ => null,
    };

    static ValueKind OfConvertedType(ConvertedType? type) => type switch
    {
        ConvertedType.UTF8 => ValueKind.Text,
        ConvertedType.DECIMAL => ValueKind.Decimal,
        ConvertedType.DATE => ValueKind.Date,
        ConvertedType.TIME_MILLIS => ValueKind.TimeMillis,
        ConvertedType.TIME_MICROS => ValueKind.TimeMicros,
        ConvertedType.TIMESTAMP_MILLIS or ConvertedType.TIMESTAMP_MICROS => ValueKind.Timestamp,
        ConvertedType.INT_8 => ValueKind.Int8,
        ConvertedType.INT_16 => ValueKind.Int16,
        ConvertedType.UINT_8 => ValueKind.UInt8,
        ConvertedType.UINT_16 => ValueKind.UInt16,
        ConvertedType.UINT_32 => ValueKind.UInt32,
        ConvertedType.UINT_64 => ValueKind.UInt64,
        ConvertedType.INTERVAL => ValueKind.Interval,
        _ => ValueKind.Plain,
    };
}
