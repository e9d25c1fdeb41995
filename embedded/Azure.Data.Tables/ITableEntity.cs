namespace Azure.Data.Tables;

/// <summary>What every entity has; types that implement it are stored with their other public properties.</summary>
public interface ITableEntity
{
    /// <summary>The partition that the entity is in; rows of one partition change together in transactions.</summary>
    string PartitionKey { get; set; }

    /// <summary>The entity's key within its partition.</summary>
    string RowKey { get; set; }

    /// <summary>When the service stored the entity; set by the service, ignored on writes.</summary>
    DateTimeOffset? Timestamp { get; set; }

    /// <summary>The version that the service gave the entity; compared on conditional writes.</summary>
    ETag ETag { get; set; }
}
