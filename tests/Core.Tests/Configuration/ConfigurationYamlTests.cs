using System.Text.Json.Nodes;
using Serverless.Core.Configuration;

namespace Serverless.Core.Tests.Configuration;

public sealed class ConfigurationYamlTests
{
    [Fact]
    public void Write_Values_AreOneALineAndQuotedWhereTextCouldBeTakenForSomethingElse()
    {
        var values = (JsonObject)JsonNode.Parse(
            """
            {"name": "three models", "plain": "BRK.B", "timeframe": "4h", "date": "2024-01-31", "number": "1e5", "hex": "0x1F", "no": "no", "empty": "", "none": null,
             "share": 0.25, "flag": true, "list": ["SPY", 1, {"a": null, "b c": []}], "map": {"x": {"z": {}}, "0.5": "~"}}
            """)!;

        var text = ConfigurationYaml.Write(values, keys => keys[^1] == "z" ? "there" : null);

        Assert.Equal(
            """
            name: "three models"
            plain: BRK.B
            timeframe: 4h
            date: "2024-01-31"
            number: "1e5"
            hex: "0x1F"
            "no": "no"
            empty: ""
            none: null
            share: 0.25
            flag: true
            list: [SPY, 1, {a: null, "b c": []}]
            map:
              x:
                z: {}  # there
              "0.5": "~"

            """.ReplaceLineEndings("\n"),
            text);
        Assert.Equal(["name", "plain"], ConfigurationDocument.Parse(text, "x.yaml").Entries.Take(2).Select(entry => entry.Key));
    }
}
