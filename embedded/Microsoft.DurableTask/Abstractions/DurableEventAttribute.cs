namespace Microsoft.DurableTask;

/// <summary>Names the external event that a payload type stands for.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class DurableEventAttribute(string? name = null) : Attribute
{
    public TaskName Name { get; } = new(name!);
}
