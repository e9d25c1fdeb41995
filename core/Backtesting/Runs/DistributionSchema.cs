using System.Text.Json.Nodes;
using Serverless.Core.Configuration;
using Serverless.Core.Strategies;
using static Serverless.Core.Configuration.ConfigurationTypes;

namespace Serverless.Core.Backtesting.Runs;

/// <summary>The keys of a distribution that a search draws a parameter from.</summary>
internal static class DistributionSchema
{
    /// <summary>The distributions of a number; null for flags and names, which have none.</summary>
    public static ConfigurationUnion<ParameterDistribution>? For(StrategyInput input) => input.Kind is StrategyInputKind.Int or StrategyInputKind.Float
        ? new ConfigurationUnion<ParameterDistribution>("distribution", "distribution")
            .Case("uniform", "All values are as likely as one another.", Limits(input, Spread.Uniform), one => one.Spread == Spread.Uniform)
            .Case("log_uniform", "Logarithms are as likely as one another: as many values from 1 to 10 as from 10 to 100.", Limits(input, Spread.LogUniform)
                .Rule("min", one => one.Min > 0 ? null : "it must be above 0, where logarithms begin."), one => one.Spread == Spread.LogUniform)
            .Case("normal", "Normally around a mean, cut off at both ends.", Limits(input, Spread.Normal)
                .Key("mean", Optional(Number()), one => one.Mean, (one, value) => one with { Mean = value }, "Centre, from min to max; null for the middle.")
                .Key("deviation", Optional(Number(above: 0)), one => one.Deviation, (one, value) => one with { Deviation = value },
                    "Standard deviation before it is cut off; null for a quarter of max − min.")
                .Rule("mean", one => one.Max <= one.Min || (one.Centre >= one.Min && one.Centre <= one.Max) ? null : "it must lie from min to max."), one => one.Spread == Spread.Normal)
        : null;

    /// <summary>A JSON schema that names the keys of all of them.</summary>
    public static JsonObject Describe() => new()
    {
        ["required"] = new JsonArray("distribution"),
        ["additionalProperties"] = false,
        ["properties"] = new JsonObject(
        [
            new("distribution", new JsonObject { ["enum"] = new JsonArray("uniform", "log_uniform", "normal") }),
            .. from name in new[] { "min", "max", "step", "mean", "deviation" } select KeyValuePair.Create(name, (JsonNode?)new JsonObject { ["type"] = new JsonArray("number", "null") }),
        ]),
    };

    private static ConfigurationRecord<ParameterDistribution> Limits(StrategyInput input, Spread spread)
    {
        var value = new InputType(input);
        var isWhole = input.Kind == StrategyInputKind.Int;
        var record = new ConfigurationRecord<ParameterDistribution>(new ParameterDistribution(input.Name, input.Min, input.Max) { Spread = spread, Step = isWhole ? 1 : 0 })
            .Key("min", value, one => one.Min, (one, read) => one with { Min = read }, "Smallest value; the smallest that is allowed when left out.")
            .Key("max", value, one => one.Max, (one, read) => one with { Max = read }, "Largest value; the largest that is allowed when left out.")
            .Rule("max", one => one.Max > one.Min ? null : "it must be above min.");
        record = isWhole
            ? record.Key("step", Whole(1, int.MaxValue), one => (int)one.Step, (one, read) => one with { Step = read }, "Distance of values, counted from min.")
            : record.Key("step", Optional(Number(above: 0)), one => one.Step == 0 ? null : one.Step, (one, read) => one with { Step = read ?? 0 },
                "Distance of values, counted from min; null for all numbers between.");
        return record.Rule("step", one => one.Step == 0 || (one.Max - one.Min) / one.Step < ParameterDistribution.MostValues
            ? null
            : $"there are more than {ParameterDistribution.MostValues:N0} values; take a larger step.");
    }
}
