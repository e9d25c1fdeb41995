namespace Parquet.Schema;

/// <summary>What a field of a schema is. Only <see cref="Data"/> is supported: schemas are flat.</summary>
public enum SchemaType
{
    /// <summary>A column of values.</summary>
    Data,

    /// <summary>A map.</summary>
    Map,

    /// <summary>A structure.</summary>
    Struct,

    /// <summary>A list.</summary>
    List,
}
