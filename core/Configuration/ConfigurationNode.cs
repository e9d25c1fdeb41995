namespace Serverless.Core.Configuration;

/// <summary>A part of a configuration as it was written. Immutable.</summary>
/// <param name="position">Where it begins.</param>
public abstract class ConfigurationNode(ConfigurationPosition position)
{
    /// <summary>Where it begins.</summary>
    public ConfigurationPosition Position { get; } = position;

    /// <summary>Number of nodes in it, itself included, with every alias counted at its full size.</summary>
    internal abstract long Size { get; }

    /// <summary>What it is, in words, for messages.</summary>
    internal abstract string Found { get; }

    /// <summary>Whether it is an explicit nothing: <c>null</c>, <c>~</c> or an empty value.</summary>
    internal virtual bool IsNull => false;
}
