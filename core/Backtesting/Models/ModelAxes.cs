using System.Collections.Immutable;
using Serverless.Core.Backtesting.Sweeps;
using Serverless.Core.Strategies;

namespace Serverless.Core.Backtesting.Models;

/// <summary>The parameters of all models of a run as those of one strategy, called <c>EquityTrendModel_v1.average</c>.</summary>
public static class ModelAxes
{
    /// <summary>The parameters, as inputs of one strategy.</summary>
    public static StrategySchema SchemaOf(PlatformConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new StrategySchema
        {
            Name = configuration.Experiment,
            Category = StrategyIdea.Trend,
            Description = "The models of a platform.",
            Inputs = [.. configuration.Models.Values.SelectMany(model => model.Model.Schema.Inputs, (model, input) => input.Named($"{model.Model.Schema.Name}.{input.Name}"))],
        };
    }

    /// <summary>What changes in a sweep: what is given, or else what the configuration's <c>search</c> says.</summary>
    /// <param name="configuration">What is run.</param>
    /// <param name="given">Values in the form of <see cref="ParameterAxis.Parse"/>.</param>
    /// <exception cref="ArgumentException">The configuration names a continuum.</exception>
    /// <exception cref="FormatException">A text is not of that form.</exception>
    public static IReadOnlyList<ParameterAxis> Of(PlatformConfiguration configuration, IReadOnlyList<string> given)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(given);
        var inputs = SchemaOf(configuration).Inputs;
        return given.Count > 0 ? [.. given.Select(text => ParameterAxis.Parse(text, inputs))] : [.. configuration.Searched.Select(ParameterAxis.Of)];
    }

    /// <summary>All combinations of the values of some parameters; a set names these alone.</summary>
    /// <exception cref="ArgumentException">There is no axis, one names no parameter, or one twice, or has a value that is not allowed, or there are too
    /// many combinations.</exception>
    public static ParameterGrid Grid(PlatformConfiguration configuration, IReadOnlyList<ParameterAxis> axes)
    {
        ArgumentNullException.ThrowIfNull(axes);
        if (axes.Count == 0)
            throw new ArgumentException("say which parameters change, for example EquityTrendModel_v1.average=100..300:50.", nameof(axes));
        var usual = axes.DistinctBy(axis => axis.Name)
            .ToImmutableSortedDictionary(axis => axis.Name, axis => axis.Values[0], StringComparer.Ordinal);
        return ParameterGrid.Of(SchemaOf(configuration), usual, axes, _ => null);
    }
}
