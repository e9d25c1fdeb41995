using System.Text.Json.Nodes;
using Serverless.Core.Backtesting.Models;
using Serverless.Core.Configuration;
using Serverless.Core.Tests.Backtesting.Runs;
using Serverless.Core.Tests.Configuration;
using YamlDotNet.Serialization;

namespace Serverless.Core.Tests.Backtesting.Models;

/// <summary>What docs/ says of platform configurations is what the code says.</summary>
public sealed class PlatformDocumentTests
{
    private static readonly string[] Examples = ["three-models.yaml", "three-models-risk-parity.yaml"];

    private static readonly JsonObject Schema = PlatformSchema.BuiltIn.DescribeDocument("Platform configuration");

    [Fact]
    public void Document_Keys_AreThoseOfTheSchema() => KeyTable.AssertDocumented(
        "platform-configuration.md", PlatformSchema.BuiltIn.Describe(), "parameters", "regime_budgets", "commission", "slippage", "funding", "instrument", "latency", "search");

    [Fact]
    public void Document_SchemaFile_IsTheSchema() => KeyTable.AssertPublished("platform-configuration.schema.json", Schema);

    [Fact]
    public void Document_Blocks_AreValidConfigurations()
    {
        var blocks = KeyTable.Document("platform-configuration.md").Split("```yaml\n").Skip(1).Select(block => block.Split("```")[0]).ToList();

        Assert.Equal(2, blocks.Count);
        Assert.Equal(3, PlatformTexts.Read(blocks[0]).Models.Count);
        Assert.Equal(0.1, PlatformTexts.Read([.. blocks]).RegimeBudgets["equity_bear"]["EquityTrendModel_v1"]);
    }

    [Fact]
    public void Examples_AreWhatTheirRemarksSay()
    {
        var texts = Examples.Select(name => KeyTable.Document($"examples/{name}")).ToArray();

        var (three, parity) = (PlatformTexts.Read(texts[0]), PlatformTexts.Read(texts));

        Assert.Equal([0.15, 0.6, 0.25], three.Models.Values.Select(model => model.Budget));
        Assert.Equal(0.2, three.RegimeBudgets["equity_bear"]["EquityTrendModel_v1"]);
        Assert.Equal((7, 0.1), (parity.Construction.RebalanceDays, parity.Risk.MaxByClass["crypto"]));
        Assert.Equal((150, 126), (parity.Models["EquityTrendModel_v1"].Parameters.Int("average"), parity.Models["EquityTrendModel_v1"].Parameters.Int("short")));
    }

    [Fact]
    public void Schema_ExamplesAndWhatTheyComeTo_AreValidAndMistakesAreNot()
    {
        var text = KeyTable.Document("examples/three-models.yaml");

        Assert.Null(JsonSchemaCheck.FindProblem(Schema, ToJson(text)));
        Assert.Null(JsonSchemaCheck.FindProblem(Schema, PlatformSchema.BuiltIn.Write(PlatformTexts.Read(text))));
        Assert.Null(JsonSchemaCheck.FindProblem(Schema, PlatformSchema.BuiltIn.Write(PlatformTexts.Read(PlatformTexts.Bare))));
        foreach (var (from, to) in (ReadOnlySpan<(string, string)>)
            [("equity_bear", "equity_baer"), ("EquityTrendModel_v1", "EquityTrend"), ("0.60", "60"), ("1.0.0", "1.0.1"), ("leverage", "leverag"), ("4h", "5h"), ("average:", "avrage:"), ("type: atr", "type: at")])
        {
            var wrong = text.Replace(from, to, StringComparison.Ordinal);
            Assert.NotNull(JsonSchemaCheck.FindProblem(Schema, ToJson(wrong)));
            Assert.Throws<ConfigurationException>(() => PlatformTexts.Read(wrong));
        }
    }

    [Fact]
    public void OverrideSchema_Experiments_AreValidAndMistakesAreNot()
    {
        var schema = OverrideSchema.Of(Schema);
        var text = KeyTable.Document("examples/three-models-risk-parity.yaml");

        Assert.NotNull(JsonSchemaCheck.FindProblem(Schema, ToJson(text)));
        Assert.Null(JsonSchemaCheck.FindProblem(schema, ToJson(text)));
        Assert.Null(JsonSchemaCheck.FindProblem(schema, ToJson("models: {EquityTrendModel_v1: null}\nconstruction: {fraction: 0.1}\nclasses: {crypto: {slippage: {multiple: 1}}, metal: {}}")));
        foreach (var wrong in (ReadOnlySpan<string>)
            ["construction: {fraction: 2}", "construction: {fracton: 0.1}", "modls: {}", "models: {X: {}}", "models: {EquityTrendModel_v1: {universe: [null]}}", "classes: {metal: 1}"])
        {
            Assert.NotNull(JsonSchemaCheck.FindProblem(schema, ToJson(wrong)));
        }
    }

    private static JsonNode? ToJson(string yaml) => JsonNode.Parse(new SerializerBuilder().JsonCompatible().Build().Serialize(
        new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize(yaml)!));
}
