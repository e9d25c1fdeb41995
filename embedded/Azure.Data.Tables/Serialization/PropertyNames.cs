namespace Azure.Data.Tables.Serialization;

/// <summary>The properties that the service itself knows.</summary>
internal static class PropertyNames
{
    public const string PartitionKey = "PartitionKey";
    public const string RowKey = "RowKey";
    public const string Timestamp = "Timestamp";
    public const string ETag = "odata.etag";
    public const string TypeSuffix = "@odata.type";

    /// <summary>Whether a name is one of <see cref="ITableEntity"/>'s, which are read and written through that interface.</summary>
    public static bool IsReserved(string name) => name is PartitionKey or RowKey or Timestamp or ETag or nameof(ITableEntity.ETag);
}
