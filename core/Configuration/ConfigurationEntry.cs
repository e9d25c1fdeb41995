namespace Serverless.Core.Configuration;

/// <summary>A key with its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="Position">Where the key stands.</param>
/// <param name="Value">The value.</param>
public sealed record ConfigurationEntry(string Key, ConfigurationPosition Position, ConfigurationNode Value);
