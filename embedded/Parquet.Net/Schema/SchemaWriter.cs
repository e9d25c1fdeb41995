using Parquet.Columns;
using Parquet.Data;
using Parquet.File.Values.Primitives;
using Parquet.Meta;

namespace Parquet.Schema;

/// <summary>Turns fields into the schema of a file.</summary>
internal static class SchemaWriter
{
    /// <summary>The root, then one element for each field.</summary>
    public static List<SchemaElement> Write(ParquetSchema schema)
    {
        var fields = schema.GetDataFields();
        return [new SchemaElement { Name = "root", NumChildren = fields.Length }, .. fields.Select(Element)];
    }

    static SchemaElement Element(DataField field)
    {
        var element = Create(field);
        element.Name = field.Name;
        element.Repetition = field.IsNullable ? Repetition.OPTIONAL : Repetition.REQUIRED;
        return element;
    }

    static SchemaElement Create(DataField field) => field switch
    {
        DateTimeDataField timestamp => Timestamp(timestamp),
        DecimalDataField number => Decimal(number.Precision, number.Scale, number.ForceByteArrayEncoding),
        TimeSpanDataField time => Time(time.TimeSpanFormat),
        TimeOnlyDataField time => Time(time.TimeSpanFormat),
        _ => Create(field.ClrType),
    };

    static SchemaElement Create(Type type)
    {
        if (type == typeof(decimal))
            return Decimal(DecimalFormatDefaults.DefaultPrecision, DecimalFormatDefaults.DefaultScale, false);
        if (type == typeof(TimeSpan) || type == typeof(TimeOnly))
            return Time(TimeSpanFormat.MilliSeconds);
        if (type == typeof(DateOnly))
            return new() { Type = PhysicalType.INT32, ConvertedType = ConvertedType.DATE, LogicalType = new() { Date = new() } };
        if (type == typeof(string))
            return new() { Type = PhysicalType.BYTE_ARRAY, ConvertedType = ConvertedType.UTF8, LogicalType = new() { String = new() } };
        if (type == typeof(Guid))
            return new() { Type = PhysicalType.FIXED_LEN_BYTE_ARRAY, TypeLength = 16, LogicalType = new() { Uuid = new() } };
        if (type == typeof(Interval))
            return new() { Type = PhysicalType.FIXED_LEN_BYTE_ARRAY, TypeLength = 12, ConvertedType = ConvertedType.INTERVAL };
        return Number(type) ?? new() { Type = Plain(type) };
    }

    static PhysicalType Plain(Type type) =>
        type == typeof(bool) ? PhysicalType.BOOLEAN
        : type == typeof(float) ? PhysicalType.FLOAT
        : type == typeof(double) ? PhysicalType.DOUBLE
        : type == typeof(DateTime) ? PhysicalType.INT96
        : PhysicalType.BYTE_ARRAY;

    static SchemaElement? Number(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.SByte => Integer(PhysicalType.INT32, 8, true, ConvertedType.INT_8),
        TypeCode.Byte => Integer(PhysicalType.INT32, 8, false, ConvertedType.UINT_8),
        TypeCode.Int16 => Integer(PhysicalType.INT32, 16, true, ConvertedType.INT_16),
        TypeCode.UInt16 => Integer(PhysicalType.INT32, 16, false, ConvertedType.UINT_16),
        TypeCode.Int32 => Integer(PhysicalType.INT32, 32, true, ConvertedType.INT_32),
        TypeCode.UInt32 => Integer(PhysicalType.INT32, 32, false, ConvertedType.UINT_32),
        TypeCode.Int64 => Integer(PhysicalType.INT64, 64, true, ConvertedType.INT_64),
        TypeCode.UInt64 => Integer(PhysicalType.INT64, 64, false, ConvertedType.UINT_64),
        _ => null,
    };

    static SchemaElement Integer(PhysicalType type, int bits, bool isSigned, ConvertedType converted) => new()
    {
        Type = type,
        ConvertedType = converted,
        LogicalType = new() { Integer = new() { BitWidth = bits, IsSigned = isSigned } },
    };

    static SchemaElement Decimal(int precision, int scale, bool asBytes)
    {
        var type = asBytes || precision > 18 ? PhysicalType.FIXED_LEN_BYTE_ARRAY : precision > 9 ? PhysicalType.INT64 : PhysicalType.INT32;
        return new()
        {
            Type = type,
            TypeLength = type == PhysicalType.FIXED_LEN_BYTE_ARRAY ? Decimals.Width(precision) : null,
            ConvertedType = ConvertedType.DECIMAL,
            Precision = precision,
            Scale = scale,
            LogicalType = new() { Decimal = new() { Precision = precision, Scale = scale } },
        };
    }

    static SchemaElement Time(TimeSpanFormat format)
    {
        var millis = format == TimeSpanFormat.MilliSeconds;
        return new()
        {
            Type = millis ? PhysicalType.INT32 : PhysicalType.INT64,
            ConvertedType = millis ? ConvertedType.TIME_MILLIS : ConvertedType.TIME_MICROS,
            LogicalType = new() { Time = new() { IsAdjustedToUtc = true, Unit = millis ? new() { Millis = new() } : new() { Micros = new() } } },
        };
    }

    static SchemaElement Timestamp(DateTimeDataField field) => field.DateTimeFormat switch
    {
        DateTimeFormat.DateAndTime => new() { Type = PhysicalType.INT64, ConvertedType = ConvertedType.TIMESTAMP_MILLIS },
        DateTimeFormat.DateAndTimeMicros => new() { Type = PhysicalType.INT64, ConvertedType = ConvertedType.TIMESTAMP_MICROS },
        DateTimeFormat.Date => new() { Type = PhysicalType.INT32, ConvertedType = ConvertedType.DATE },
        DateTimeFormat.Timestamp => new()
        {
            Type = PhysicalType.INT64,
            LogicalType = new() { Timestamp = new() { IsAdjustedToUtc = field.IsAdjustedToUTC, Unit = Unit(field.Unit) } },
        },
        _ => new() { Type = PhysicalType.INT96 },
    };

    static TimeUnit Unit(DateTimeTimeUnit unit) => unit switch
    {
        DateTimeTimeUnit.Micros => new() { Micros = new() },
        DateTimeTimeUnit.Nanos => new() { Nanos = new() },
        _ => new() { Millis = new() },
    };
}
