using System.Collections.Immutable;
using Serverless.Core.Configuration;
using Serverless.Core.Strategies;

namespace Serverless.Core.Backtesting.Sweeps;

/// <summary>All combinations of the values of some parameters.</summary>
/// <param name="Sets">Those that can be run, the last axis changing fastest.</param>
/// <param name="Excluded">Combinations that violate the template's constraint.</param>
public sealed record ParameterGrid(IReadOnlyList<ImmutableSortedDictionary<string, double>> Sets, int Excluded)
{
    private const long MostSets = 10_000_000;

    /// <summary>The grid of <paramref name="axes"/>; a parameter without an axis keeps its usual value. Without axes, all ranges of the template.</summary>
    /// <exception cref="ArgumentException">An axis names no parameter, or one twice, or there are too many combinations, or none.</exception>
    public static ParameterGrid Of(StrategyTemplate template, IReadOnlyList<ParameterAxis> axes)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(axes);
        if (axes.Count == 0)
            axes = [.. template.Parameters.Select(ParameterAxis.Of)];
        Check(template, axes);
        var usual = template.Parameters.ToImmutableSortedDictionary(range => range.Name, range => range.Default);
        var sets = new List<ImmutableSortedDictionary<string, double>>();
        var excluded = 0;
        foreach (var set in Combinations(usual, axes, 0))
        {
            if (template.Satisfies(set))
                sets.Add(set);
            else
                excluded++;
        }

        return sets.Count > 0
            ? new ParameterGrid(sets, excluded)
            : throw new ArgumentException($"{template.Name}: none of the {excluded} combinations satisfies '{template.Constraint}'.", nameof(axes));
    }

    private static IEnumerable<ImmutableSortedDictionary<string, double>> Combinations(
        ImmutableSortedDictionary<string, double> set, IReadOnlyList<ParameterAxis> axes, int next) => next == axes.Count
        ? [set]
        : axes[next].Values.SelectMany(value => Combinations(set.SetItem(axes[next].Name, value), axes, next + 1));

    private static void Check(StrategyTemplate template, IReadOnlyList<ParameterAxis> axes)
    {
        var count = 1L;
        foreach (var axis in axes)
        {
            if (template.Parameters.All(range => range.Name != axis.Name))
            {
                var nearest = NearestName.Of(axis.Name, template.Parameters.Select(range => range.Name));
                throw new ArgumentException($"{template.Name}: there is no parameter '{axis.Name}'; did you mean '{nearest}'?", nameof(axes));
            }

            if (axes.Count(other => other.Name == axis.Name) > 1)
                throw new ArgumentException($"{template.Name}: parameter '{axis.Name}' is given more than once.", nameof(axes));
            count = Math.Min(count * axis.Values.Count, MostSets + 1);
        }

        if (count > MostSets)
            throw new ArgumentException($"{template.Name}: the grid has more than {MostSets:N0} combinations; take larger steps.", nameof(axes));
    }
}
