using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Serverless.Core.Configuration;

internal sealed class ListType<T>(ConfigurationType<T> item, int minCount) : ConfigurationType<ImmutableArray<T>>
{
    public override string Expected => minCount == 0 ? "a list" : $"a list of at least {minCount}";

    public override ImmutableArray<T> Initial => [];

    public override bool TryRead(ConfigurationNode node, string path, ImmutableArray<T> current, ConfigurationErrors errors, out ImmutableArray<T> value)
    {
        value = [];
        if (node is not ConfigurationList { Items: var items } || items.Length < minCount)
            return errors.Add(node, path, Expected);
        var values = ImmutableArray.CreateBuilder<T>(items.Length);
        for (var i = 0; i < items.Length; i++)
        {
            if (item.TryRead(items[i], $"{path}[{i}]", item.Initial, errors, out var read))
                values.Add(read);
        }

        value = values.ToImmutable();
        return value.Length == items.Length;
    }

    public override JsonNode Write(ImmutableArray<T> value) => new JsonArray([.. value.Select(item.Write)]);

    public override JsonObject Describe()
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = item.Describe() };
        if (minCount > 0)
            schema.Add("minItems", minCount);
        return schema;
    }
}
