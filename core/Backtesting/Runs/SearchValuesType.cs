using System.Text.Json.Nodes;
using Serverless.Core.Backtesting.Sweeps;
using Serverless.Core.Configuration;
using Serverless.Core.Strategies;

namespace Serverless.Core.Backtesting.Runs;

/// <summary>
/// What a search tries of one parameter: one value, a list, a range such as <c>50..200:25</c>, or of numbers a distribution. Values that are as
/// likely as one another are written as a list or range.
/// </summary>
internal sealed class SearchValuesType(StrategyInput input) : ConfigurationType<ParameterDistribution>
{
    private readonly InputType value = new(input);
    private readonly ConfigurationUnion<ParameterDistribution>? distribution = DistributionSchema.For(input);

    public override string Expected =>
        $"a list of values, a range such as 50..200:25,{(distribution is null ? "" : " a distribution such as {distribution: log_uniform, min: 50, max: 200},")} or {value.Expected}";

    public override ParameterDistribution Initial => new(input.Name, input.Min, input.Max);

    public override bool TryRead(
        ConfigurationNode node, string path, ParameterDistribution? current, ConfigurationErrors errors, out ParameterDistribution read)
    {
        read = Initial;
        switch (node)
        {
            case ConfigurationMap when distribution is not null:
                if (!distribution.TryRead(node, path, null, errors, out read))
                    return false;
                read = IsEven(read) ? read with { Max = read.Values[^1] } : read;
                return true;
            case ConfigurationList { Items: { IsEmpty: false } items }:
                var all = items.Select((item, i) => (IsRight: value.TryRead(item, $"{path}[{i}]", 0, errors, out var one), Value: one)).ToList();
                read = ParameterDistribution.Of(input.Name, all.ConvertAll(one => one.Value));
                return all.TrueForAll(one => one.IsRight);
            case ConfigurationScalar { Text: var text } when text.Contains("..", StringComparison.Ordinal):
                return TryReadRange(node, text, path, errors, ref read);
            case ConfigurationScalar:
                var isRight = value.TryRead(node, path, 0, errors, out var only);
                read = ParameterDistribution.Of(input.Name, [only]);
                return isRight;
            default:
                return errors.Add(node, path, Expected);
        }
    }

    public override JsonNode Write(ParameterDistribution value)
    {
        if (distribution is not null && IsEven(value) && value.Values.Count > 2)
            return FormattableString.Invariant($"{value.Min:R}..{value.Max:R}:{value.Step:R}");
        return distribution is null || IsEven(value) || !value.Listed.IsEmpty ? new JsonArray([.. value.Values.Select(this.value.Write)]) : distribution.Write(value);
    }

    // Of a number, one schema for all four forms: a keyword says something of its own kind of value alone. A library has hundreds of parameters.
    public override JsonObject Describe()
    {
        const string Range = @"^[^.]*(\.[0-9]+)?\.\..+$";
        if (distribution is null)
        {
            return new JsonObject
            {
                ["anyOf"] = new JsonArray(
                    value.Describe(),
                    new JsonObject { ["type"] = "array", ["items"] = value.Describe(), ["minItems"] = 1 },
                    new JsonObject { ["type"] = "string", ["pattern"] = Range }),
            };
        }

        var schema = value.Describe();
        schema["type"] = new JsonArray(schema["type"]!.DeepClone(), "array", "string", "object");
        schema.Add("items", value.Describe());
        schema.Add("minItems", 1);
        schema.Add("pattern", Range);
        foreach (var (key, keyword) in DistributionSchema.Describe())
            schema.Add(key, keyword?.DeepClone());
        return schema;
    }

    private static bool IsEven(ParameterDistribution value) => value is { Step: > 0, Spread: Spread.Uniform };

    private bool TryReadRange(ConfigurationNode node, string text, string path, ConfigurationErrors errors, ref ParameterDistribution read)
    {
        try
        {
            read = ParameterAxis.Parse($"{input.Name}={text}", input).ToDistribution();
        }
        catch (FormatException fault)
        {
            return errors.Add(node.Position, path, fault.Message);
        }

        return read.Values.Select(input.FindProblem).FirstOrDefault(problem => problem is not null) is not { } wrong || errors.Add(node.Position, path, wrong);
    }
}
