using System.Collections.Immutable;
using Serverless.Core.Configuration;
using Serverless.Core.Strategies;

namespace Serverless.Core.Backtesting.Sweeps;

/// <summary>All combinations of the values of some parameters.</summary>
/// <param name="Sets">Those that can be run, the last axis changing fastest.</param>
/// <param name="Excluded">Combinations that do not go together, by the rule of the strategy.</param>
public sealed record ParameterGrid(IReadOnlyList<ImmutableSortedDictionary<string, double>> Sets, int Excluded)
{
    private const long MostSets = 10_000_000;

    /// <summary>The grid of <paramref name="axes"/>; a parameter without an axis keeps its usual value. Without axes, all ranges of the template.</summary>
    /// <exception cref="ArgumentException">An axis names no parameter, or one twice, or there are too many combinations, or none.</exception>
    public static ParameterGrid Of(StrategyTemplate template, IReadOnlyList<ParameterAxis> axes)
    {
        ArgumentNullException.ThrowIfNull(template);
        var usual = template.Parameters.ToImmutableSortedDictionary(range => range.Name, range => range.Default);
        return Of(template.Name, usual, template.Parameters.Select(ParameterAxis.Of), axes, set => template.Satisfies(set) ? null : template.Constraint);
    }

    /// <summary>The grid of <paramref name="axes"/>; a parameter without an axis stays as it is. Without axes, all inputs of the strategy.</summary>
    /// <param name="definition">The strategy.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="axes">What changes.</param>
    /// <exception cref="ArgumentException">An axis names no parameter, or one twice, or has a value that is not allowed, or there are too many
    /// combinations, or none.</exception>
    public static ParameterGrid Of(StrategyDefinition definition, StrategyParameters parameters, IReadOnlyList<ParameterAxis> axes)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(axes);
        return Of(definition.Schema, parameters.Values, axes, set => definition.FindProblem(new StrategyParameters(definition.Schema, set)));
    }

    internal static ParameterGrid Of(
        StrategySchema schema,
        ImmutableSortedDictionary<string, double> usual,
        IReadOnlyList<ParameterAxis> axes,
        Func<ImmutableSortedDictionary<string, double>, string?> findProblem)
    {
        foreach (var axis in axes)
        {
            var input = schema.Input(axis.Name);
            if (axis.Values.Select(input.FindProblem).FirstOrDefault(problem => problem is not null) is { } problem)
                throw new ArgumentException($"{schema.Name}: {problem}", nameof(axes));
        }

        return Of(schema.Name, usual, schema.Inputs.Select(ParameterAxis.Of), axes, findProblem);
    }

    private static ParameterGrid Of(
        string strategy,
        ImmutableSortedDictionary<string, double> usual,
        IEnumerable<ParameterAxis> ranges,
        IReadOnlyList<ParameterAxis> axes,
        Func<ImmutableSortedDictionary<string, double>, string?> findProblem)
    {
        if (axes.Count == 0)
            axes = [.. ranges];
        Check(strategy, usual, axes);
        var sets = new List<ImmutableSortedDictionary<string, double>>();
        var (excluded, why) = (0, "");
        foreach (var set in Combinations(usual, axes, 0))
        {
            if (findProblem(set) is { } problem)
                (excluded, why) = (excluded + 1, problem);
            else
                sets.Add(set);
        }

        return sets.Count > 0
            ? new ParameterGrid(sets, excluded)
            : throw new ArgumentException($"{strategy}: none of the {excluded} combinations can be run: {why}.", nameof(axes));
    }

    private static IEnumerable<ImmutableSortedDictionary<string, double>> Combinations(
        ImmutableSortedDictionary<string, double> set, IReadOnlyList<ParameterAxis> axes, int next) => next == axes.Count
        ? [set]
        : axes[next].Values.SelectMany(value => Combinations(set.SetItem(axes[next].Name, value), axes, next + 1));

    private static void Check(string strategy, ImmutableSortedDictionary<string, double> usual, IReadOnlyList<ParameterAxis> axes)
    {
        var count = 1L;
        foreach (var axis in axes)
        {
            if (!usual.ContainsKey(axis.Name))
                throw new ArgumentException($"{strategy}: there is no parameter '{axis.Name}'; did you mean '{NearestName.Of(axis.Name, usual.Keys)}'?", nameof(axes));
            if (axes.Count(other => other.Name == axis.Name) > 1)
                throw new ArgumentException($"{strategy}: parameter '{axis.Name}' is given more than once.", nameof(axes));
            count = Math.Min(count * axis.Values.Count, MostSets + 1);
        }

        if (count > MostSets)
            throw new ArgumentException($"{strategy}: the grid has more than {MostSets:N0} combinations; take larger steps, or fewer parameters.", nameof(axes));
    }
}
