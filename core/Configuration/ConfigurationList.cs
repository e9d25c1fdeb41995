using System.Collections.Immutable;

namespace Serverless.Core.Configuration;

/// <summary>Values in order.</summary>
/// <param name="position">Where it begins.</param>
/// <param name="items">The values.</param>
public sealed class ConfigurationList(ConfigurationPosition position, ImmutableArray<ConfigurationNode> items) : ConfigurationNode(position)
{
    /// <summary>The values.</summary>
    public ImmutableArray<ConfigurationNode> Items { get; } = items;

    internal override long Size { get; } = 1 + items.Sum(item => item.Size);

    internal override string Found => "a list";
}
