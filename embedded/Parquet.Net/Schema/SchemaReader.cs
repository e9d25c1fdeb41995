using Parquet.Columns;
using Parquet.File.Values.Primitives;
using Parquet.Meta;

namespace Parquet.Schema;

/// <summary>Turns the schema of a file into fields.</summary>
internal static class SchemaReader
{
    /// <summary>The fields of a flat schema; the elements are those behind the root.</summary>
    /// <exception cref="ParquetException">The schema is nested or malformed.</exception>
    public static ParquetSchema Read(IReadOnlyList<SchemaElement> columns, ParquetOptions options)
    {
        var fields = columns.Select(column => Field(column, options)).ToList();
        return fields.Count > 0 && fields.DistinctBy(field => field.Name).Count() == fields.Count
            ? new ParquetSchema(fields)
            : throw new ParquetException(fields.Count == 0 ? "The schema has no columns." : "Two columns of the schema have the same name.");
    }

    /// <summary>The columns among the elements of a schema.</summary>
    /// <exception cref="ParquetException">A column is nested; the message names it.</exception>
    public static List<SchemaElement> Columns(List<SchemaElement> schema)
    {
        if (schema.Count == 0)
            throw new ParquetException("The footer has no schema.");
        for (var index = 1; index < schema.Count; index++)
        {
            var element = schema[index];
            if (element.NumChildren > 0 || element.Repetition == Repetition.REPEATED)
                throw new ParquetException($"Column '{element.Name}' is a list, a map or a structure; only flat schemas are supported.");
            if (element.Type is not { } type || !Enum.IsDefined(type))
                throw new ParquetException($"Column '{element.Name}' has no known type.");
        }

        return schema[1..];
    }

    static DataField Field(SchemaElement element, ParquetOptions options)
    {
        try
        {
            var field = Create(element, ValueKinds.Of(element), options);
            field.IsNullable = element.Repetition != Repetition.REQUIRED;
            return field;
        }
        catch (ParquetException exception)
        {
            throw new ParquetException($"Column '{element.Name}': {exception.Message}.", exception);
        }
    }

    static DataField Create(SchemaElement element, ValueKind kind, ParquetOptions options) => (element.Type, kind) switch
    {
        (PhysicalType.BOOLEAN, _) => new DataField(element.Name, typeof(bool)),
        (PhysicalType.INT32, ValueKind.Int8) => new DataField(element.Name, typeof(sbyte)),
        (PhysicalType.INT32, ValueKind.Int16) => new DataField(element.Name, typeof(short)),
        (PhysicalType.INT32, ValueKind.UInt8) => new DataField(element.Name, typeof(byte)),
        (PhysicalType.INT32, ValueKind.UInt16) => new DataField(element.Name, typeof(ushort)),
        (PhysicalType.INT32, ValueKind.UInt32) => new DataField(element.Name, typeof(uint)),
        (PhysicalType.INT32, ValueKind.Date) when options.UseDateOnlyTypeForDates => new DataField(element.Name, typeof(DateOnly)),
        (PhysicalType.INT32, ValueKind.Date) => new DateTimeDataField(element.Name, DateTimeFormat.Date),
        (PhysicalType.INT32, ValueKind.TimeMillis) => Time(element, TimeSpanFormat.MilliSeconds, options.UseTimeOnlyTypeForTimeMillis),
        (PhysicalType.INT64, ValueKind.TimeMicros) => Time(element, TimeSpanFormat.MicroSeconds, options.UseTimeOnlyTypeForTimeMicros),
        (PhysicalType.INT64, ValueKind.Timestamp) => Timestamp(element),
        (PhysicalType.INT64, ValueKind.UInt64) => new DataField(element.Name, typeof(ulong)),
        (PhysicalType.INT32 or PhysicalType.INT64 or PhysicalType.BYTE_ARRAY or PhysicalType.FIXED_LEN_BYTE_ARRAY, ValueKind.Decimal) =>
            Decimal(element),
        (PhysicalType.INT32, _) => new DataField(element.Name, typeof(int)),
        (PhysicalType.INT64, _) => new DataField(element.Name, typeof(long)),
        (PhysicalType.INT96, _) => new DateTimeDataField(element.Name, DateTimeFormat.Impala),
        (PhysicalType.FLOAT, _) => new DataField(element.Name, typeof(float)),
        (PhysicalType.DOUBLE, _) => new DataField(element.Name, typeof(double)),
        (PhysicalType.BYTE_ARRAY, ValueKind.Text) => new DataField(element.Name, typeof(string)),
        (PhysicalType.FIXED_LEN_BYTE_ARRAY, ValueKind.Uuid) when element.TypeLength == 16 => new DataField(element.Name, typeof(Guid)),
        (PhysicalType.FIXED_LEN_BYTE_ARRAY, ValueKind.Interval) when element.TypeLength == 12 => new DataField(element.Name, typeof(Interval)),
        _ => new DataField(element.Name, options.TreatByteArrayAsString ? typeof(string) : typeof(byte[])),
    };

    static DataField Time(SchemaElement element, TimeSpanFormat format, bool timeOnly) =>
        timeOnly ? new TimeOnlyDataField(element.Name, format) : new TimeSpanDataField(element.Name, format);

    static DecimalDataField Decimal(SchemaElement element)
    {
        var (precision, scale) = ValueKinds.Digits(element);
        return new DecimalDataField(element.Name, precision, scale);
    }

    static DateTimeDataField Timestamp(SchemaElement element)
    {
        var (unit, isAdjustedToUtc) = ValueKinds.Timestamp(element);
        var format = element.LogicalType?.Timestamp is not null ? DateTimeFormat.Timestamp
            : unit == DateTimeTimeUnit.Micros ? DateTimeFormat.DateAndTimeMicros
            : DateTimeFormat.DateAndTime;
        return new DateTimeDataField(element.Name, format, isAdjustedToUtc, unit);
    }
}
