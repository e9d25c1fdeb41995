namespace Serverless.Core.Configuration;

/// <summary>One thing that is wrong with a configuration.</summary>
/// <param name="Position">Where it stands.</param>
/// <param name="Path">Keys that lead to it, for example <c>sizing.value</c>; empty for the document itself.</param>
/// <param name="Message">What is wrong, and what would be right.</param>
public sealed record ConfigurationError(ConfigurationPosition Position, string Path, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Path.Length == 0 ? $"{Position}: {Message}" : $"{Position}: {Path}: {Message}";
}
