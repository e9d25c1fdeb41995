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
        var type = Map(List(Whole(0, 9)));

        Assert.Equal(["a", "b"], Read(type, "{b: [1], a: [2, 3]}").Keys);
        Refused(type, "{b: [1, x], a: 5}", "f.yaml:1:16: value.b[1]: 'x' is not a whole number from 0 to 9.\nf.yaml:1:23: value.a: '5' is not a list.");
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
}
