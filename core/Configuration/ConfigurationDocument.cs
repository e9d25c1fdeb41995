using YamlDotNet.Core;

namespace Serverless.Core.Configuration;

/// <summary>Reads configurations from text.</summary>
public static class ConfigurationDocument
{
    /// <summary>Longest text, in characters.</summary>
    public const int LongestText = 1_000_000;

    /// <summary>
    /// Reads one YAML 1.2 document, or JSON, which is YAML. Its root is a map. Keys are texts and stand once in each map; anchors and aliases
    /// may be used up to <see cref="YamlTree.MostNodes"/> nodes in all; tags and several documents in one text are refused.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="ConfigurationException">It is no such document.</exception>
    public static ConfigurationMap Parse(string text, string file)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        var errors = new ConfigurationErrors();
        var start = new ConfigurationPosition(file, 1, 1);
        if (text.Length > LongestText)
            errors.Add(start, "", $"the text has {text.Length} characters; a configuration has at most {LongestText}.");
        errors.Throw();
        var tree = new YamlTree(text.TrimStart('\uFEFF'), file, errors);
        try
        {
            var root = tree.Read();
            errors.Throw();
            if (root is ConfigurationMap map)
                return map;
            var found = root is null or { IsNull: true } ? "it is empty" : $"it is {root.Found}";
            errors.Add(root?.Position ?? start, "", $"{found}; write 'key: value' lines, or a JSON object.");
        }
        catch (YamlException exception)
        {
            errors.Add(tree.At(exception.Start), "", $"it is neither YAML nor JSON: {exception.Message}");
        }

        errors.Throw();
        throw new ConfigurationException([]);
    }

    /// <summary>Reads an assignment such as <c>strategy.parameters.fast=20</c>; the value is YAML.</summary>
    /// <param name="assignment">The keys, divided by dots, an equals sign and the value.</param>
    /// <exception cref="ConfigurationException">It has no equals sign or a key is empty, or the value is no YAML.</exception>
    public static ConfigurationMap Assign(string assignment)
    {
        ArgumentNullException.ThrowIfNull(assignment);
        var equals = assignment.IndexOf('=', StringComparison.Ordinal);
        var keys = equals < 0 ? [] : assignment[..equals].Split('.', StringSplitOptions.TrimEntries);
        var position = new ConfigurationPosition(assignment, 1, 1);
        if (keys.Length == 0 || keys.Contains(""))
            throw new ConfigurationException([new(position, "", "write it as key=value, or group.key=value.")]);
        ConfigurationNode value = Parse($"value: {assignment[(equals + 1)..]}", assignment).Entries[0].Value;
        foreach (var key in keys.Reverse())
            value = new ConfigurationMap(position, [new(key, position, value)]);
        return (ConfigurationMap)value;
    }
}
