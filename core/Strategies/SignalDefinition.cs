using System.Collections.Immutable;
using Serverless.Core.Indicators;

namespace Serverless.Core.Strategies;

/// <summary>
/// A template as a strategy that places orders: whenever its target changes, an order to hold the new one. Its ranges are the limits of its
/// inputs; <c>allow_short</c> is added.
/// </summary>
/// <param name="template">The template.</param>
public sealed class SignalDefinition(StrategyTemplate template) : StrategyDefinition(SchemaOf(template))
{
    /// <summary>Name of the input that it adds.</summary>
    public const string AllowShort = "allow_short";

    /// <summary>The template.</summary>
    public StrategyTemplate Template { get; } = template;

    /// <inheritdoc/>
    public override string? FindProblem(StrategyParameters parameters) =>
        Template.Satisfies(OfTemplate(parameters)) ? null : $"the parameters violate '{Template.Constraint}'";

    /// <inheritdoc/>
    public override void Run<TRunner>(IndicatorSet indicators, StrategyParameters parameters, ref TRunner runner)
    {
        var values = OfTemplate(parameters);
        var adapter = new Adapter<TRunner>(ref runner, Template.WarmUp(values), parameters.Bool(AllowShort) ? -1 : 0);
        Template.Run(indicators, values, ref adapter);
    }

    private static ImmutableSortedDictionary<string, double> OfTemplate(StrategyParameters parameters) => parameters.Values.Remove(AllowShort);

    private static StrategySchema SchemaOf(StrategyTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        return new StrategySchema
        {
            Name = template.Name,
            Version = template.Version,
            Category = template.Idea,
            Description = template.Constraint is { } constraint ? $"Signal: holds a target position. Needs {constraint}." : "Signal: holds a target position.",
            Tags = ["signal"],
            Inputs = [.. template.Parameters.Select(InputOf), StrategyInput.Bool(AllowShort, true, "Whether it sells short; otherwise it is flat instead.")],
        };
    }

    private static StrategyInput InputOf(ParameterRange range) => range.IsWhole
        ? StrategyInput.Int(range.Name, (int)range.Default, (int)range.Min, (int)range.Max, "Parameter of the template.", (int)range.Step)
        : StrategyInput.Float(range.Name, range.Default, range.Min, range.Max, range.Step, "Parameter of the template.");

    private readonly ref struct Adapter<TRunner>(ref TRunner runner, int warmUp, double smallestTarget) : ISignalRunner
        where TRunner : struct, IStrategyRunner
    {
        private readonly ref TRunner runner = ref runner;

        public void Run<TSignal>(TSignal signal)
            where TSignal : struct, ISignal, allows ref struct => runner.RunSignal(signal, warmUp, smallestTarget);
    }
}
