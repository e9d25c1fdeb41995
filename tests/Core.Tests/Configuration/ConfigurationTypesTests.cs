using System.Collections.Immutable;
using Serverless.Core.Configuration;
using static Serverless.Core.Configuration.ConfigurationTypes;

namespace Serverless.Core.Tests.Configuration;

public sealed class ConfigurationTypesTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData("-1.5e3", -1500)]
    [InlineData("+.5", 0.5)]
    [InlineData("-0", 0)]
    public void Number_Text_IsRead(string text, double value) => Assert.Equal(value, Read(Number(), text));

    [Theory]
    [InlineData("\"1\"")]
    [InlineData("1,5")]
    [InlineData(".nan")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e999")]
    [InlineData("1_000")]
    [InlineData("0x10")]
    [InlineData("[1]")]
    public void Number_AnythingElse_IsRefused(string text) => Refused(Number(), text, "is not a number.");

    [Theory]
    [InlineData("2024-01-31", "2024-01-31T00:00:00Z")]
    [InlineData("2024-01-31T16:30", "2024-01-31T16:30:00Z")]
    [InlineData("2024-01-31 16:30:05.25Z", "2024-01-31T16:30:05.25Z")]
    [InlineData("\"2024-01-31T16:30:00-05:00\"", "2024-01-31T21:30:00Z")]
    [InlineData("1706716800000", "2024-01-31T16:00:00Z")]
    public void Instant_Text_IsReadAsUtc(string text, string value)
    {
        var read = Read(Instant, text);

        Assert.Equal(DateTimeKind.Utc, read.Kind);
        Assert.Equal($"\"{value}\"", Instant.Write(read)!.ToJsonString());
    }

    [Theory]
    [InlineData("1706716800")]
    [InlineData("2024")]
    [InlineData("31.01.2024")]
    [InlineData("2024-02-30")]
    [InlineData("99999999999999999")]
    public void Instant_AnythingElse_IsRefused(string text) => Refused(Instant, text, "is not a time such as");

    [Fact]
    public void Choice_EnumMember_IsReadInSnakeAndKebabCase()
    {
        var type = Choice<DateTimeKind>();

        Assert.Equal((DateTimeKind.Local, DateTimeKind.Utc), (Read(type, "local"), Read(type, "utc")));
        Refused(type, "locl", "'locl' is not one of unspecified, utc, local; did you mean 'local'?");
        Assert.Equal(StringSplitOptions.RemoveEmptyEntries, Read(Choice<StringSplitOptions>(), "remove-empty_entries"));
    }

    [Fact]
    public void Map_FreeNames_AreKeptInOrderAndEveryErrorIsTold()
    {
        var type = Map("thing", List(Whole(0, 9)));

        Assert.Equal(["a", "b"], Read(type, "{b: [1], a: [2, 3], c: null}").Keys);
        Refused(type, "{b: [1, x], a: 5}", "f.yaml:1:16: value.b[1]: 'x' is not a whole number from 0 to 9.\nf.yaml:1:23: value.a: '5' is not a list.");
    }

    [Fact]
    public void Named_KnownNames_HaveTypesOfTheirOwnAndLieOverWhatIsThere()
    {
        var type = Named("thing", [("one", Number(max: 1)), ("two", Number(max: 2))]);
        var errors = new ConfigurationErrors();
        var current = Read(type, "{one: 0.5, two: 1}");

        Assert.True(type.TryRead(ConfigurationDocument.Parse("{two: null, one: 0.25}", "f.yaml"), "", current, errors, out var value));

        Assert.Equal([new("one", 0.25)], value);
        Refused(type, "{one: 2, too: 2}", "f.yaml:1:14: value.one: '2' is not a number at most 1.\nf.yaml:1:17: value.too: there is no such thing; did you mean 'two'?");
        Refused(Named("thing", Array.Empty<string>(), Number()), "{one: 1}", "value.one: there is no thing here; remove it.");
        Refused(type, "[1]", "value: a list is not a thing on each line, with its value.");
    }

    [Fact]
    public void OptionalKeys_Null_IsNoneAndKeysLieOverWhatIsThere()
    {
        var type = OptionalKeys(new ConfigurationRecord<Pair>(new(1, 2))
            .Key("a", Number(), pair => pair.A, (pair, value) => pair with { A = value }, "a")
            .Key("b", Number(), pair => pair.B, (pair, value) => pair with { B = value }, "b"));

        Assert.Null(Read(type, "null"));
        Assert.Equal(new Pair(1, 5), Read(type, "{b: 5}"));
        Assert.Null(type.Write(null));
        Refused(type, "5", "'5' is not keys with values.");
    }

    [Fact]
    public void Optional_Null_IsNone()
    {
        Assert.Null(Read(Optional(Flag), "null"));
        Assert.True(Read(Optional(Flag), "true"));
        Assert.Null(Read(OptionalText, "~"));
        Assert.Equal("~", Read(OptionalText, "'~'"));
    }

    private static T Read<T>(ConfigurationType<T> type, string text) => Holder(type).Read(ConfigurationDocument.Parse($"value: {text}", "f.yaml")).Value!;

    private static void Refused<T>(ConfigurationType<T> type, string text, string message) =>
        Assert.Contains(message, Assert.Throws<ConfigurationException>(() => Read(type, text)).Message, StringComparison.Ordinal);

    private static ConfigurationRecord<Held<T>> Holder<T>(ConfigurationType<T> type) =>
        new ConfigurationRecord<Held<T>>(new(type.Initial)).Key("value", type!, held => held.Value, (held, value) => held with { Value = value }, "A value.", isRequired: true);

    private sealed record Held<T>(T? Value);

    private sealed record Pair(double A, double B);
}
