namespace Parquet.Meta;

/// <summary>Custom metadata as dictionaries.</summary>
internal static class Metadata
{
    /// <summary>The pairs; of two with one key the later counts.</summary>
    public static Dictionary<string, string> Read(List<KeyValue>? pairs)
    {
        var result = new Dictionary<string, string>();
        foreach (var pair in pairs ?? [])
            result[pair.Key] = pair.Value ?? "";
        return result;
    }

    /// <summary>The pairs in the order of their keys, so that the same pairs give the same bytes; null where there are none.</summary>
    public static List<KeyValue>? Write(IReadOnlyDictionary<string, string>? pairs) => pairs is null or { Count: 0 }
        ? null
        : [.. pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new KeyValue { Key = pair.Key, Value = pair.Value })];
}
