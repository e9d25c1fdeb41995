using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Serverless.Core.Configuration;
using Serverless.Core.Strategies;

namespace Serverless.Core.Backtesting.Runs;

/// <summary>The parameters of one strategy or model: a record with its inputs as keys.</summary>
/// <param name="schema">Its inputs.</param>
/// <param name="resolve">Its parameters from values of some of them.</param>
internal sealed class ParametersType(StrategySchema schema, Func<IReadOnlyDictionary<string, double>, StrategyParameters> resolve)
    : ConfigurationType<StrategyParameters>
{
    public override string Expected => "parameters with values";

    public override StrategyParameters Initial => resolve(ImmutableDictionary<string, double>.Empty);

    public override bool TryRead(ConfigurationNode node, string path, StrategyParameters? current, ConfigurationErrors errors, out StrategyParameters value)
    {
        value = current ?? Initial;
        if (!Record(value).TryRead(node, path, new Values(value.Values), errors, out var read))
            return false;
        try
        {
            value = resolve(read.ByName);
            return true;
        }
        catch (ArgumentException exception)
        {
            return errors.Add(node.Position, path, exception.Message.Split(" (Parameter", StringSplitOptions.None)[0]);
        }
    }

    public override JsonNode Write(StrategyParameters value) => Record(value).Write(new Values(value.Values));

    public override JsonObject Describe() => Record(Initial).Describe();

    private ConfigurationRecord<Values> Record(StrategyParameters initial)
    {
        var record = new ConfigurationRecord<Values>(new Values(initial.Values));
        foreach (var input in schema.Inputs)
        {
            record.Key(
                input.Name,
                new InputType(input),
                values => values.ByName[input.Name],
                (values, value) => new Values(values.ByName.SetItem(input.Name, value)),
                input.Description);
        }

        return record;
    }

    private sealed record Values(ImmutableSortedDictionary<string, double> ByName);
}
