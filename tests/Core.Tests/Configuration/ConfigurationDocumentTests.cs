using Serverless.Core.Configuration;

namespace Serverless.Core.Tests.Configuration;

public sealed class ConfigurationDocumentTests
{
    [Theory]
    [InlineData("a: 1\nb:\n  c: [x, y]\n", "b.c[1]", 3, 10)]
    [InlineData("{\n\t\"a\": 1,\n\t\"b\": {\"c\": [\"x\", \"y\"]}\n}", "b.c[1]", 3, 19)]
    [InlineData("\uFEFFa: 1\nb: &same {c: [x, y]}\nd: *same", "d.c[1]", 2, 18)]
    public void Parse_YamlAndJson_KeepPositions(string text, string path, int line, int column)
    {
        ConfigurationNode node = ConfigurationDocument.Parse(text, "f.yaml");
        foreach (var step in path.Replace("[1]", ".1", StringComparison.Ordinal).Split('.'))
            node = node is ConfigurationMap map ? map.Find(step)!.Value : ((ConfigurationList)node).Items[int.Parse(step)];

        Assert.Equal("y", Assert.IsType<ConfigurationScalar>(node).Text);
        Assert.Equal(new ConfigurationPosition("f.yaml", line, column), node.Position);
    }

    [Theory]
    [InlineData("", "f.yaml:1:1: it is empty; write 'key: value' lines, or a JSON object.")]
    [InlineData("# only a comment", "f.yaml:1:1: it is empty; write 'key: value' lines, or a JSON object.")]
    [InlineData("[1, 2]", "f.yaml:1:1: it is a list; write 'key: value' lines, or a JSON object.")]
    [InlineData("a: 1\nb: 2\na: 3", "f.yaml:3:1: a: the key was given before, on line 1; remove one of the two.")]
    [InlineData("a: {b: 1, b: 2}\nc: 1\nc: 2", "f.yaml:1:11: a.b: the key was given before, on line 1; remove one of the two.\nf.yaml:3:1: c: the key was given before, on line 2; remove one of the two.")]
    [InlineData("a: 1\n---\nb: 2", "f.yaml:2:1: a second document begins; put it into a file of its own.")]
    [InlineData("a: !!int 1", "f.yaml:1:4: a: the tag tag:yaml.org,2002:int has no meaning here; remove it.")]
    [InlineData("a: *b", "f.yaml:1:4: a: there is no anchor 'b' that ends before this alias.")]
    [InlineData("a: &b [*b]", "f.yaml:1:8: a[0]: there is no anchor 'b' that ends before this alias.")]
    [InlineData("? [x]\n: 1", "f.yaml:1:3: a key must be a text.")]
    [InlineData("a:\n\tb: 1", "f.yaml:1:1: it is neither YAML nor JSON: While scanning a mapping, found invalid tab as indentation.")]
    public void Parse_NoConfiguration_SaysWhereAndWhy(string text, string message) =>
        Assert.Equal(message, Assert.Throws<ConfigurationException>(() => ConfigurationDocument.Parse(text, "f.yaml")).Message);

    [Fact]
    public void Parse_BillionLaughs_IsRefusedWithoutWritingItOut()
    {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
            + string.Concat(Enumerable.Range(1, 12).Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));

        var exception = Assert.Throws<ConfigurationException>(() => ConfigurationDocument.Parse(text, "f.yaml"));

        Assert.Contains("with its aliases written out it has more than 100000 values.", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[", "nested deeper than 64 levels")]
    [InlineData("{a: ", "nested deeper than 64 levels")]
    public void Parse_DeeplyNested_IsRefused(string open, string message)
    {
        var text = "a: " + string.Concat(Enumerable.Repeat(open, 5_000));

        Assert.Contains(message, Assert.Throws<ConfigurationException>(() => ConfigurationDocument.Parse(text, "f.yaml")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Merge_Maps_MergeByKeyAndEverythingElseReplaces()
    {
        var below = ConfigurationDocument.Parse("a: 1\nb: {c: 1, d: [1, 2]}\ne: {type: x, f: 1}\ng: {h: 1}", "base.yaml");
        var above = ConfigurationDocument.Parse("b: {d: [3]}\ne: {type: y}\ng: null\ni: 5", "over.yaml");

        var merged = below.Merge(above);

        Assert.Equal("{a: 1, b: {c: 1, d: [3]}, e: {type: y}, g: , i: 5}", Text(merged).Replace("null", "", StringComparison.Ordinal));
        Assert.Equal("base.yaml:2:8", ((ConfigurationMap)merged.Find("b")!.Value).Find("c")!.Value.Position.ToString());
        Assert.Equal("over.yaml:1:8", ((ConfigurationMap)merged.Find("b")!.Value).Find("d")!.Value.Position.ToString());
    }

    [Theory]
    [InlineData("a.b=[1, x]", "{a: {b: [1, x]}}")]
    [InlineData("a = text with = signs", "{a: text with = signs}")]
    public void Assign_KeysAndValue_IsTheDocument(string text, string expected) => Assert.Equal(expected, Text(ConfigurationDocument.Assign(text)));

    [Theory]
    [InlineData("a", "a:1:1: write it as key=value, or group.key=value.")]
    [InlineData("a..b=1", "a..b=1:1:1: write it as key=value, or group.key=value.")]
    public void Assign_NoAssignment_SaysHow(string text, string message) =>
        Assert.Equal(message, Assert.Throws<ConfigurationException>(() => ConfigurationDocument.Assign(text)).Message);

    private static string Text(ConfigurationNode node) => node switch
    {
        ConfigurationMap map => $"{{{string.Join(", ", map.Entries.Select(entry => $"{entry.Key}: {Text(entry.Value)}"))}}}",
        ConfigurationList list => $"[{string.Join(", ", list.Items.Select(Text))}]",
        _ => ((ConfigurationScalar)node).Text,
    };
}
