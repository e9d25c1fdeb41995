using System.Text.Json.Nodes;

namespace Serverless.Core.Configuration;

/// <summary>A key of a record.</summary>
/// <param name="Name">The key.</param>
/// <param name="Target">The key whose value it sets: its own, or of a shorthand the full one.</param>
/// <param name="Description">What it means, with its unit; one line.</param>
/// <param name="IsRequired">Whether it, or a shorthand of it, must be given.</param>
internal abstract record ConfigurationKey<T>(string Name, string Target, string Description, bool IsRequired)
{
    public bool IsShorthand => Name != Target;

    /// <summary>Whether <c>null</c> is a value of it, and not the same as leaving it out.</summary>
    public abstract bool TakesNull { get; }

    /// <summary>What its value is.</summary>
    public abstract string Expected { get; }

    /// <summary>Reads its value into <paramref name="owner"/>, unless it is wrong.</summary>
    public abstract bool TryRead(ref T owner, ConfigurationEntry entry, string path, ConfigurationErrors errors);

    public abstract JsonNode? Write(T owner);

    public abstract JsonObject Describe(T owner);
}
