namespace Parquet.Meta;

/// <summary>How often a field has a value in a row.</summary>
internal enum Repetition
{
    REQUIRED = 0,
    OPTIONAL = 1,
    REPEATED = 2,
}
