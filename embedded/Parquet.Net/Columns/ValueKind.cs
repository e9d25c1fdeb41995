namespace Parquet.Columns;

/// <summary>What stored values mean.</summary>
internal enum ValueKind
{
    Plain,
    Text,
    Int8,
    Int16,
    UInt8,
    UInt16,
    UInt32,
    UInt64,
    Date,
    TimeMillis,
    TimeMicros,
    Timestamp,
    Decimal,
    Uuid,
    Interval,
}
