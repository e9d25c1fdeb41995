using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Serverless.Core.Backtesting.Runs;
using Serverless.Core.Backtesting.Sweeps;
using Serverless.Core.Configuration;
using Serverless.Core.Strategies;

namespace Serverless.Core.Backtesting.Models;

/// <summary>Values of one parameter that a search tries: a list, or a range such as <c>50..200:25</c>, or one value. Kept as a list.</summary>
internal sealed class SearchValuesType(StrategyInput input) : ConfigurationType<ImmutableArray<double>>
{
    private readonly InputType value = new(input);

    public override string Expected => $"a list of values, a range such as 50..200:25, or {value.Expected}";

    public override ImmutableArray<double> Initial => [];

    public override bool TryRead(
        ConfigurationNode node, string path, ImmutableArray<double> current, ConfigurationErrors errors, out ImmutableArray<double> values)
    {
        values = [];
        if (node is ConfigurationList { Items: { IsEmpty: false } items })
        {
            var read = items.Select((item, i) => (IsRight: value.TryRead(item, $"{path}[{i}]", 0, errors, out var one), Value: one)).ToList();
            values = [.. read.Select(one => one.Value)];
            return read.TrueForAll(one => one.IsRight);
        }

        if (node is not ConfigurationScalar { Text: var text })
            return errors.Add(node, path, Expected);
        if (!text.Contains("..", StringComparison.Ordinal))
        {
            var isRight = value.TryRead(node, path, 0, errors, out var only);
            values = [only];
            return isRight;
        }

        try
        {
            values = [.. ParameterAxis.Parse($"{input.Name}={text}", input).Values];
        }
        catch (FormatException fault)
        {
            return errors.Add(node.Position, path, fault.Message);
        }

        return values.Select(input.FindProblem).FirstOrDefault(problem => problem is not null) is not { } wrong || errors.Add(node.Position, path, wrong);
    }

    public override JsonNode Write(ImmutableArray<double> values) => new JsonArray([.. values.Select(value.Write)]);

    public override JsonObject Describe() => new()
    {
        ["anyOf"] = new JsonArray(
            value.Describe(),
            new JsonObject { ["type"] = "array", ["items"] = value.Describe(), ["minItems"] = 1 },
            new JsonObject { ["type"] = "string", ["pattern"] = @"^[^.]*(\.[0-9]+)?\.\..+$" }),
    };
}
