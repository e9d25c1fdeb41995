using System.Collections.Immutable;

namespace Serverless.Core.Strategies;

/// <summary>The parameter sets near a given one, as candidates for a choice in-sample.</summary>
public static class ParameterNeighbourhood
{
    /// <summary>
    /// <paramref name="parameters"/> first, then sets that differ in one parameter: by one step down and up, parameter by parameter,
    /// then by two steps, and so on, as far as ranges and the template's constraint allow. A function of its arguments alone.
    /// </summary>
    /// <param name="template">The template.</param>
    /// <param name="parameters">The centre.</param>
    /// <param name="count">Largest number of sets, at least 1.</param>
    /// <returns>1 … <paramref name="count"/> different sets.</returns>
    public static IReadOnlyList<ImmutableSortedDictionary<string, double>> Around(
        StrategyTemplate template, ImmutableSortedDictionary<string, double> parameters, int count)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var sets = new List<ImmutableSortedDictionary<string, double>>(count) { parameters };
        var widest = template.Parameters.Select(range => range.Count).DefaultIfEmpty().Max();
        for (var distance = 1; distance < widest; distance++)
        {
            foreach (var range in template.Parameters)
            {
                foreach (var steps in (ReadOnlySpan<int>)[-distance, distance])
                {
                    if (sets.Count == count)
                        return sets;
                    if (range.Shift(parameters[range.Name], steps) is not { } value)
                        continue;
                    var neighbour = parameters.SetItem(range.Name, value);
                    if (template.Satisfies(neighbour))
                        sets.Add(neighbour);
                }
            }
        }

        return sets;
    }
}
