using System.Text.Json.Nodes;

namespace Serverless.Core.Configuration;

/// <summary>One case of a union.</summary>
internal abstract record UnionCase<T>(string Name, string Description)
{
    public abstract bool Includes(T value);

    /// <summary>Reads all keys but the discriminator, over <paramref name="value"/> when that is of this case.</summary>
    public abstract bool TryRead(ConfigurationMap map, string path, string discriminator, ConfigurationErrors errors, ref T value);

    public abstract JsonObject Write(T value);

    public abstract JsonObject Describe();
}
