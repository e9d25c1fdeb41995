using System.Runtime.Serialization;

namespace Azure.Data.Tables.Tests;

/// <summary>An entity with a property of every type that the service stores.</summary>
public sealed class Position : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string? Symbol { get; set; }

    public bool Open { get; set; }

    public int Lots { get; set; }

    public long Volume { get; set; }

    public double Price { get; set; }

    public double? Stop { get; set; }

    public DateTimeOffset OpenedAt { get; set; }

    public DateTime ClosedAt { get; set; } = DateTime.UnixEpoch;

    public Guid OrderId { get; set; }

    public byte[]? Payload { get; set; }

    public BinaryData? Blob { get; set; }

    public Side Side { get; set; }

    public Side? Hedge { get; set; }

    [DataMember(Name = "pnl")]
    public double ProfitAndLoss { get; set; }

    [IgnoreDataMember]
    public string? Note { get; set; }
}
