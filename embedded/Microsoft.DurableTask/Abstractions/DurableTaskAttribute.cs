namespace Microsoft.DurableTask;

/// <summary>Names a task class, and gives it a version.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DurableTaskAttribute(string? name = null) : Attribute
{
    public TaskName Name { get; } = new(name!);

    public string? Version { get; set; }
}
