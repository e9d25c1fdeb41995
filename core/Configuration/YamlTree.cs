using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Serverless.Core.Configuration;

/// <summary>Builds the tree of one document. An alias is the node of its anchor; sizes are bounded as if it were written out.</summary>
internal sealed class YamlTree(string text, string file, ConfigurationErrors errors)
{
    public const int MostNodes = 100_000;
    private const int MostLevels = 64;

    private readonly StrictParser parser = new(text);
    private readonly Dictionary<AnchorName, ConfigurationNode> anchors = [];
    private long size;
    private int level;

    /// <summary>The root, or null when there is no document, or an error was noted that ends the reading.</summary>
    /// <exception cref="YamlException">The text is not YAML.</exception>
    public ConfigurationNode? Read()
    {
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _))
            return null;
        var root = ReadNode("");
        if (root is null)
            return null;
        parser.Consume<DocumentEnd>();
        if (parser.Current is DocumentStart second)
            errors.Add(At(second), "", "a second document begins; put it into a file of its own.");
        return root;
    }

    public ConfigurationPosition At(Mark mark) => new(file, (int)mark.Line, (int)mark.Column);

    private ConfigurationNode? ReadNode(string path)
    {
        if (parser.Current is AnchorAlias)
            return ReadAlias(path);
        var start = parser.Consume<NodeEvent>();
        var position = At(start);
        if (!start.Tag.IsEmpty && !start.Tag.IsNonSpecific)
            errors.Add(position, path, $"the tag {start.Tag.Value} has no meaning here; remove it.");
        if (++level > MostLevels)
            return Stop(position, path, $"values are nested deeper than {MostLevels} levels.");
        ConfigurationNode? node = start switch
        {
            Scalar scalar => new ConfigurationScalar(position, scalar.Value, scalar.Style != ScalarStyle.Plain),
            SequenceStart => ReadList(position, path),
            _ => ReadMap(position, path),
        };
        level--;
        if (node is null || ++size > MostNodes)
            return node is null ? null : Stop(position, path, $"there are more than {MostNodes} values.");
        if (!start.Anchor.IsEmpty)
            anchors[start.Anchor] = node;
        return node;
    }

    private ConfigurationNode? ReadAlias(string path)
    {
        var alias = parser.Consume<AnchorAlias>();
        if (!anchors.TryGetValue(alias.Value, out var node))
            return Stop(At(alias), path, $"there is no anchor '{alias.Value}' that ends before this alias.");
        size += node.Size;
        return size <= MostNodes ? node : Stop(At(alias), path, $"with its aliases written out it has more than {MostNodes} values.");
    }

    private ConfigurationList? ReadList(ConfigurationPosition position, string path)
    {
        var items = ImmutableArray.CreateBuilder<ConfigurationNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            if (ReadNode($"{path}[{items.Count}]") is not { } item)
                return null;
            items.Add(item);
        }

        return new ConfigurationList(position, items.ToImmutable());
    }

    private ConfigurationMap? ReadMap(ConfigurationPosition position, string path)
    {
        var entries = ImmutableArray.CreateBuilder<ConfigurationEntry>();
        var seen = new Dictionary<string, ConfigurationPosition>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (parser.Current is not Scalar { Value: var key } start)
                return (ConfigurationMap?)Stop(parser.Current is { } other ? At(other) : position, path, "a key must be a text.");
            var keyPosition = At(start);
            parser.MoveNext();
            var keyPath = ConfigurationPath.Of(path, key);
            if (ReadNode(keyPath) is not { } value)
                return null;
            if (seen.TryAdd(key, keyPosition))
                entries.Add(new ConfigurationEntry(key, keyPosition, value));
            else
                errors.Add(keyPosition, keyPath, $"the key was given before, on line {seen[key].Line}; remove one of the two.");
        }

        return new ConfigurationMap(position, entries.ToImmutable());
    }

    private ConfigurationNode? Stop(ConfigurationPosition position, string path, string message)
    {
        errors.Add(position, path, message);
        return null;
    }

    private ConfigurationPosition At(ParsingEvent parsed) => At(parsed.Start);
}
