using System.Text.Json.Nodes;
using Serverless.Core.Configuration;

namespace Serverless.Cli.Configuration;

/// <summary>A configuration that was read.</summary>
/// <param name="Kind">Name of its kind.</param>
/// <param name="Files">The files, in order.</param>
/// <param name="Document">The files laid over each other.</param>
/// <param name="Values">What it comes to, with all defaults.</param>
/// <param name="Hash">Its hash.</param>
internal sealed record ConfigRead(string Kind, IReadOnlyList<string> Files, ConfigurationMap Document, JsonObject Values, string Hash)
{
    /// <summary>Where the value that keys lead to was given: file and line, or an assignment; null for a default.</summary>
    public string? OriginOf(IReadOnlyList<string> keys)
    {
        ConfigurationNode? node = Document;
        ConfigurationEntry? entry = null;
        foreach (var key in keys)
        {
            entry = (node as ConfigurationMap)?.Find(key);
            if (entry is null)
                return null;
            node = entry.Value;
        }

        return entry is not { Position: var position } ? null
            : Files.Contains(position.File) ? $"{position.File}:{position.Line}"
            : $"--set {position.File}";
    }
}
