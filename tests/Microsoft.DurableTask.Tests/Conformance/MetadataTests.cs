using System.Text.Json;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Entities;
using Microsoft.DurableTask.Entities;

namespace Microsoft.DurableTask.Tests.Conformance;

public sealed class MetadataTests
{
    private static readonly EntityInstanceId Id = new("counter", "7");
    private static readonly JsonSerializerOptions CamelCase = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
    private static readonly DateTimeOffset Modified = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    [Fact]
    public void EntityMetadata_NoState_WritesWhatIsKnown()
    {
        var metadata = new EntityMetadata<int>(Id) { LastModifiedTime = Modified, BacklogQueueSize = 3, LockedBy = "owner" };
        Assert.Equal(
            """{"Id":"@counter@7","LastModifiedTime":"2026-03-04T05:06:07+00:00","BacklogQueueSize":3,"LockedBy":"owner"}""",
            JsonSerializer.Serialize(metadata));
        Assert.Throws<InvalidOperationException>(() => metadata.State);
    }

    [Fact]
    public void EntityMetadata_State_IsWrittenAsItsType()
        => Assert.Equal(
            """{"id":"@counter@7","lastModifiedTime":"2026-03-04T05:06:07+00:00","state":{"number":4}}""",
            JsonSerializer.Serialize(
                new EntityMetadata<Content>(Id, new(4)) { LastModifiedTime = Modified },
                CamelCase));

    [Fact]
    public void EntityMetadata_StateAsText_IsWrittenAsText()
    {
        var metadata = new EntityMetadata(Id, new("""{"Number":4}""")) { LastModifiedTime = Modified };
        using var json = JsonDocument.Parse(JsonSerializer.Serialize(metadata));
        Assert.Equal("""{"Number":4}""", json.RootElement.GetProperty("State").GetString());
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Deserialize<EntityMetadata>("{}"));
    }

    [Fact]
    public void OrchestrationMetadata_ToString_ShortensPayloads()
    {
        var metadata = new OrchestrationMetadata("Order", "o-1")
        {
            RuntimeStatus = OrchestrationRuntimeStatus.Failed,
            CreatedAt = Modified,
            LastUpdatedAt = Modified,
            SerializedInput = new('x', 51),
            FailureDetails = new("System.Exception", "broken", null, null, null),
        };
        Assert.Equal(
            "[Name: 'Order', ID: 'o-1', RuntimeStatus: Failed, CreatedAt: 2026-03-04T05:06:07, LastUpdatedAt: 2026-03-04T05:06:07, "
            + $"Input: '{new string('x', 50)}...', FailureDetails: 'System.Exception - broken']",
            metadata.ToString());
    }

    private sealed record Content(int Number);
}
