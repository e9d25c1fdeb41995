using System.Text.Json.Serialization;

namespace Microsoft.DurableTask.Entities;

/// <summary>Names one entity; its text is <c>@name@key</c>.</summary>
[JsonConverter(typeof(EntityInstanceIdJsonConverter))]
public readonly record struct EntityInstanceId
{
    private const int MaxLength = 100;

    public EntityInstanceId(string name, string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Contains('@'))
            throw new ArgumentException("Entity names must not contain '@'.", nameof(name));
        ArgumentNullException.ThrowIfNull(key);
#pragma warning disable CA1308 // Entity names are lower case by contract.
        Name = name.ToLowerInvariant();
#pragma warning restore CA1308
        Key = key;
        if (ToString().Length is > MaxLength and var length)
            throw new ArgumentException($"The entity id '{this}' has {length} characters; at most {MaxLength} are allowed.");
    }

    public string Name { get; }

    public string Key { get; }

    public static EntityInstanceId FromString(string instanceId)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        var separator = instanceId.IndexOf('@', 1);
        if (instanceId[0] != '@' || separator <= 1)
            throw new ArgumentException($"'{instanceId}' is not an entity id; expected '@name@key'.", nameof(instanceId));
        return new(instanceId[1..separator], instanceId[(separator + 1)..]);
    }

    public override string ToString() => $"@{Name}@{Key}";
}
