using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Core.Backtesting.Runs;
using Serverless.Core.Strategies;
using Serverless.Core.Tests.Strategies;
using Serverless.Testing;

namespace Serverless.Core.Tests.Backtesting.Runs;

/// <summary>What docs/ says of run configurations and strategies is what the code says.</summary>
public sealed class RunDocumentTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void Document_Keys_AreThoseOfTheSchema() => AssertContains(
        "run-configuration.md", Rows(RunTexts.Schema.Describe(), "").Prepend("|---|---|---|---|").Prepend("| key | value | default | meaning |"));

    [Fact]
    public void Document_Strategies_AreThoseOfTheLibrary() => AssertContains(
        "strategies.md",
        StrategyLibrary.BuiltIn.All.Where(definition => definition is not SignalDefinition).Select(Row)
            .Prepend("|---|---|---|").Prepend("| strategy | what it does | inputs (default) |"));

    [Fact]
    public void Document_SchemaFile_IsTheSchema()
    {
        var expected = RunTexts.Schema.DescribeDocument("Run configuration").ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";

        Assert.True(expected == Document("run-configuration.schema.json"), $"docs/run-configuration.schema.json has to be:\n{expected}");
    }

    [Fact]
    public void Document_Examples_RunAsTheyStand()
    {
        var blocks = Document("run-configuration.md").Split("```yaml\n").Skip(1).Select(block => block.Split("```")[0]).ToList();

        Assert.Equal(2, blocks.Count);
        Assert.Null(ConfiguredRun.Execute(RunTexts.Read(blocks[0]), RunTexts.Bars).Failure);
        Assert.Null(ConfiguredPortfolio.Execute(RunTexts.Read(blocks[1]), [RunTexts.Bars, RunTexts.Bars.As("ETHUSDT")]).Failure);
    }

    [Fact]
    public void Document_StrategyExample_IsTheOneThatTheTestsRun()
    {
        var source = File.ReadAllText(Path.Combine(RepositoryPaths.Root, "tests", "Core.Tests", "Strategies", "LastBarsTrend.cs")).ReplaceLineEndings("\n");
        var code = source[source.IndexOf("public sealed class", StringComparison.Ordinal)..].TrimEnd();
        Assert.Contains($"```csharp\n{code}\n```", Document("strategies.md"), StringComparison.Ordinal);

        var run = RunTexts.Read(RunTexts.Example).With(RunStrategy.Of(new LastBarsTrend()));
        var result = ConfiguredRun.Execute(run, RunTexts.Bars);

        Assert.Null(result.Failure);
        Assert.NotEmpty(result.Trades);
    }

    private static IEnumerable<string> Rows(JsonObject schema, string path)
    {
        foreach (var (key, node) in schema["properties"]!.AsObject())
        {
            var property = node!.AsObject();
            if (property.ContainsKey("const"))
                continue;
            var full = path + key;
            yield return $"| `{full}` | {Value(property)} | {Default(property)} | {property["description"]} |";
            var inner = (property["items"] as JsonObject) ?? property;
            if (key is "strategy" or "parameters")
                continue;
            if (inner["properties"] is not null)
            {
                foreach (var row in Rows(inner, $"{full}{(inner == property ? "" : "[]")}."))
                    yield return row;
            }

            if (key == "strategies")
            {
                // All strategies have the same keys beside their parameters.
                foreach (var row in Rows(inner["oneOf"]![0]!.AsObject(), $"{full}[]."))
                    yield return row;
                continue;
            }

            foreach (var one in inner["oneOf"] as JsonArray ?? [])
            {
                var name = one!["properties"]![0]!["const"]!.ToString();
                yield return $"| `{full}.type: {name}` | | | {one["description"]} |";
                foreach (var row in Rows(one.AsObject(), $"{full}."))
                    yield return row;
            }
        }
    }

    private static string Value(JsonObject schema)
    {
        if (schema["enum"] is JsonArray names)
            return string.Join(", ", names.Select(name => $"`{name}`"));
        if (schema["anyOf"] is JsonArray any)
            return any[0]!["pattern"] is null ? Value(any[0]!.AsObject()) + " or null" : "date, time, or milliseconds since 1970";
        var bounds = new[] { ("minimum", "≥"), ("exclusiveMinimum", ">"), ("maximum", "≤"), ("exclusiveMaximum", "<") }
            .Where(bound => schema[bound.Item1] is { } limit && Math.Abs(double.Parse(limit.ToJsonString())) < 1e18)
            .Select(bound => $" {bound.Item2} {schema[bound.Item1]}");
        return (schema["type"] is JsonArray several ? string.Join(" or ", several) : schema["type"]!.ToString()) switch
        {
            "object" => "keys",
            "array" => "list",
            "integer" => "whole number",
            "string" => "text",
            "string or null" => "text or null",
            "boolean" => "true or false",
            var type => type,
        } + string.Concat(bounds);
    }

    private static string Default(JsonObject schema) => !schema.ContainsKey("default") ? "" : schema["default"] switch
    {
        JsonArray { Count: 0 } => "none",
        JsonArray or JsonObject => "see below",
        var value => $"`{value?.ToJsonString().Trim('"') ?? "null"}`",
    };

    private static string Row(StrategyDefinition definition)
    {
        var inputs = definition.Schema.Inputs.Select(input => input.Kind switch
        {
            StrategyInputKind.Bool => $"{input.Name} ({input.Format(input.Default)})",
            StrategyInputKind.Choice => $"{input.Name} {string.Join(" / ", input.Choices)} ({input.Format(input.Default)})",
            _ => $"{input.Name} {input.Format(input.Min)} … {input.Format(input.Max)} ({input.Format(input.Default)})",
        });
        return $"| `{definition.Schema.Name}` | {definition.Schema.Description} | {string.Join(", ", inputs)} |";
    }

    private static void AssertContains(string file, IEnumerable<string> rows)
    {
        var table = string.Join('\n', rows);
        Assert.True(Document(file).Contains($"\n\n{table}\n\n", StringComparison.Ordinal), $"docs/{file} and the code disagree; the table has to be:\n{table}\n");
    }

    private static string Document(string file) => File.ReadAllText(Path.Combine(RepositoryPaths.Root, "docs", file)).ReplaceLineEndings("\n");
}
