using System.Text.Json.Nodes;
using Serverless.Core.Reporting.Documents;

namespace Serverless.Core.Reporting.Runs;

/// <summary>A configuration as keys and values.</summary>
internal static class FlatConfiguration
{
    /// <summary>One fact for each value: <c>strategies[0].parameters.fast</c>. Empty lists and nulls are left out.</summary>
    public static IReadOnlyList<ReportFact> Of(JsonNode configuration)
    {
        var facts = new List<ReportFact>();
        Add(facts, "", configuration);
        return facts;
    }

    private static void Add(List<ReportFact> facts, string path, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var (key, value) in map)
                    Add(facts, path.Length == 0 ? key : $"{path}.{key}", value);
                break;
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                    Add(facts, $"{path}[{i}]", list[i]);
                break;
            case not null:
                facts.Add(new ReportFact(path, node.ToString()));
                break;
        }
    }
}
