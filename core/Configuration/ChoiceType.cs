using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Serverless.Core.Configuration;

internal sealed class ChoiceType<T>(ImmutableArray<(string Name, T Value)> choices) : ConfigurationType<T>
    where T : notnull
{
    private IEnumerable<string> Names => choices.Select(choice => choice.Name);

    public override string Expected => $"one of {string.Join(", ", Names)}";

    public override bool TryRead(ConfigurationNode node, string path, T? current, ConfigurationErrors errors, out T value)
    {
        value = default!;
        if (node is not ConfigurationScalar { IsNull: false, Text: var text })
            return errors.Add(node, path, Expected);
        var name = text.Replace('-', '_');
        foreach (var choice in choices)
        {
            if (choice.Name.Replace('-', '_') != name)
                continue;
            value = choice.Value;
            return true;
        }

        return errors.Add(node.Position, path, $"{node.Found} is not {Expected}; did you mean '{NearestName.Of(text, Names)}'?");
    }

    public override JsonNode Write(T value) => JsonValue.Create(choices.First(choice => choice.Value.Equals(value)).Name);

    public override JsonObject Describe() => new() { ["enum"] = new JsonArray([.. Names.Select(name => JsonValue.Create(name))]) };

    public static ChoiceType<TEnum> OfEnum<TEnum>()
        where TEnum : struct, Enum =>
        new([.. Enum.GetValues<TEnum>().Select(value => (JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()), value))]);
}
