namespace Serverless.Functions.Api;

/// <summary>What the body of an HTTP function holds: JSON of a record, a configuration in YAML or JSON, or either.</summary>
/// <param name="type">The record that JSON is read into; null for a configuration.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BodyAttribute(Type? type) : Attribute
{
    /// <summary>The record that JSON is read into; null for a configuration.</summary>
    public Type? Type { get; } = type;

    /// <summary>Whether it may be a configuration instead of a record.</summary>
    public bool OrConfiguration { get; init; }

    /// <summary>Media types that are read.</summary>
    internal IReadOnlyList<string> MediaTypes => Type is null || OrConfiguration ? [Api.MediaTypes.Json, .. Api.MediaTypes.Yaml] : [Api.MediaTypes.Json];
}
