using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded.Hub;

namespace Microsoft.DurableTask.Embedded.Clients;

/// <summary>An instance as clients see it.</summary>
internal static class MetadataReader
{
    public static OrchestrationMetadata Read(OrchestrationInstance instance, bool withPayloads, DataConverter converter)
        => new(instance.Start.Name, instance.Id)
        {
            RuntimeStatus = instance.Status,
            CreatedAt = new(instance.CreatedAt, TimeSpan.Zero),
            LastUpdatedAt = new(instance.UpdatedAt, TimeSpan.Zero),
            Tags = instance.Start.Tags,
            DataConverter = withPayloads ? converter : null,
            SerializedInput = withPayloads ? instance.Start.Input : null,
            SerializedOutput = withPayloads ? instance.Completed?.Result : null,
            SerializedCustomStatus = withPayloads ? instance.CustomStatus : null,
            FailureDetails = withPayloads ? instance.Completed?.Failure : null,
        };
}
