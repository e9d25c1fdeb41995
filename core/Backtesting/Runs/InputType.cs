using System.Text.Json.Nodes;
using Serverless.Core.Configuration;
using Serverless.Core.Strategies;

namespace Serverless.Core.Backtesting.Runs;

/// <summary>A value of a strategy's input: written as what it is, kept as a number.</summary>
internal sealed class InputType(StrategyInput input) : ConfigurationType<double>
{
    private readonly ConfigurationType<double> number = ConfigurationTypes.Number(input.Min, input.Max);
    private readonly ConfigurationType<int> whole = ConfigurationTypes.Whole((int)Math.Max(input.Min, int.MinValue), (int)Math.Min(input.Max, int.MaxValue));
    private readonly ConfigurationType<double> choice = ConfigurationTypes.Choice([.. input.Choices.Select((name, index) => (name, (double)index))]);

    public override string Expected => input.Kind switch
    {
        StrategyInputKind.Int => whole.Expected,
        StrategyInputKind.Bool => ConfigurationTypes.Flag.Expected,
        StrategyInputKind.Choice => choice.Expected,
        _ => number.Expected,
    };

    public override bool TryRead(ConfigurationNode node, string path, double current, ConfigurationErrors errors, out double value)
    {
        switch (input.Kind)
        {
            case StrategyInputKind.Int:
                var isWhole = whole.TryRead(node, path, 0, errors, out var integer);
                value = integer;
                return isWhole;
            case StrategyInputKind.Bool:
                var isFlag = ConfigurationTypes.Flag.TryRead(node, path, false, errors, out var flag);
                value = flag ? 1 : 0;
                return isFlag;
            case StrategyInputKind.Choice:
                return choice.TryRead(node, path, 0, errors, out value);
            default:
                return number.TryRead(node, path, 0, errors, out value);
        }
    }

    public override JsonNode? Write(double value) => input.Kind switch
    {
        StrategyInputKind.Int => whole.Write((int)value),
        StrategyInputKind.Bool => ConfigurationTypes.Flag.Write(value != 0),
        StrategyInputKind.Choice => choice.Write(value),
        _ => number.Write(value),
    };

    public override JsonObject Describe() => input.Kind switch
    {
        StrategyInputKind.Int => whole.Describe(),
        StrategyInputKind.Bool => ConfigurationTypes.Flag.Describe(),
        StrategyInputKind.Choice => choice.Describe(),
        _ => number.Describe(),
    };
}
