namespace Serverless.Functions.Api;

/// <summary>What the body of an HTTP function holds, for the description of the API.</summary>
/// <param name="type">The record that JSON is read into; null for a configuration, YAML or JSON.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BodyAttribute(Type? type) : Attribute
{
    /// <summary>The record that JSON is read into; null for a configuration, YAML or JSON.</summary>
    public Type? Type { get; } = type;
}
