namespace Microsoft.DurableTask.Embedded.Clients;

/// <summary>What an orchestration's id may look like.</summary>
internal static class InstanceIds
{
    private const int MaxLength = 100;
    private static readonly System.Buffers.SearchValues<char> Forbidden = System.Buffers.SearchValues.Create("/\\#?");

    /// <summary>For ids of existing instances.</summary>
    public static void Check(string instanceId)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        if (instanceId.StartsWith('@'))
            throw new ArgumentException(
                "Instance IDs starting with '@' are reserved for entities, and must not be used for orchestrations, when entity support is enabled.",
                nameof(instanceId));
    }

    /// <summary>For ids of new instances; Durable Functions is stricter than the portable SDK.</summary>
    public static void CheckNew(string instanceId, EngineSemantics semantics)
    {
        Check(instanceId);
        if (semantics == EngineSemantics.Portable)
            return;
        if (instanceId.Length > MaxLength)
            throw new ArgumentException($"The instance ID has {instanceId.Length} characters; at most {MaxLength} are allowed.", nameof(instanceId));
        if (instanceId.AsSpan().ContainsAny(Forbidden) || instanceId.Any(char.IsControl))
            throw new ArgumentException($"The instance ID '{instanceId}' contains '/', '\\', '#', '?' or a control character.", nameof(instanceId));
    }
}
