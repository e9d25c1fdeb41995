using System.Collections.Immutable;
using Serverless.Core.Randomness;

namespace Serverless.Core.Strategies;

/// <summary>
/// Chooses the configurations of a cycle: children of good parents, and fresh ones spread evenly over templates and symbols.
/// </summary>
public static class StrategyGenerator
{
    private const int ChildrenPerParent = 4;
    private const int AttemptsPerChild = 16;
    private const int LargestMutation = 3;

    /// <summary>
    /// Unique configurations on the parameter grids, children first. At most half of them are children, at most four of one parent;
    /// no fresh one repeats a parent. A function of the request alone.
    /// </summary>
    /// <exception cref="ArgumentException">The count is out of range, the symbols are empty or repeated, or the grids are too small.</exception>
    public static IReadOnlyList<StrategyConfiguration> Generate(GenerationRequest request) => Generate(request, StrategyCatalog.All);

    /// <summary>As the other overload, from the given templates; parents of other templates are passed over.</summary>
    /// <exception cref="ArgumentException">The count is out of range, the symbols are empty or repeated, or the grids are too small.</exception>
    public static IReadOnlyList<StrategyConfiguration> Generate(GenerationRequest request, IReadOnlyList<StrategyTemplate> templates)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(templates);
        if (request.Count is < GenerationRequest.MinCount or > GenerationRequest.MaxCount)
        {
            throw new ArgumentException(
                $"A cycle has {GenerationRequest.MinCount} to {GenerationRequest.MaxCount} configurations, not {request.Count}.",
                nameof(request));
        }

        if (request.Symbols.Count == 0)
            throw new ArgumentException("Name at least one symbol.", nameof(request));
        if (request.Symbols.GroupBy(symbol => symbol).FirstOrDefault(group => group.Count() > 1) is { } repeated)
            throw new ArgumentException($"Symbol '{repeated.Key}' is named twice.", nameof(request));

        var random = new SeededRandom(request.Seed);
        var taken = request.Parents.Select(parent => parent.Id).ToHashSet();
        var chosen = new List<StrategyConfiguration>(request.Count);
        AddChildren(request, templates, random.Fork("children"), taken, chosen);
        AddFresh(request, templates, random.Fork("fresh"), taken, chosen);
        return chosen;
    }

    private static void AddChildren(
        GenerationRequest request,
        IReadOnlyList<StrategyTemplate> templates,
        SeededRandom random,
        HashSet<string> taken,
        List<StrategyConfiguration> chosen)
    {
        var parents =
            from parent in request.Parents.DistinctBy(parent => parent.Id)
            where request.Symbols.Contains(parent.Symbol)
            join template in templates on parent.Template equals template.Name
            select (parent, template);
        foreach (var (parent, template) in Enumerable.Repeat(parents.ToList(), ChildrenPerParent).SelectMany(round => round))
        {
            if (chosen.Count < request.Count / 2 && TryMutate(parent, template, random, taken) is { } child)
                chosen.Add(child);
        }
    }

    private static StrategyConfiguration? TryMutate(
        StrategyConfiguration parent, StrategyTemplate template, SeededRandom random, HashSet<string> taken)
    {
        for (var attempt = 0; attempt < AttemptsPerChild; attempt++)
        {
            var parameters = parent.Parameters;
            foreach (var range in template.Parameters)
            {
                var steps = random.NextInt((2 * LargestMutation) + 1) - LargestMutation;
                if (range.Shift(parent.Parameters[range.Name], steps) is { } value)
                    parameters = parameters.SetItem(range.Name, value);
            }

            if (!template.Satisfies(parameters))
                continue;
            var child = parent.CreateChild(template, parameters);
            if (taken.Add(child.Id))
                return child;
        }

        return null;
    }

    private static void AddFresh(
        GenerationRequest request,
        IReadOnlyList<StrategyTemplate> templates,
        SeededRandom random,
        HashSet<string> taken,
        List<StrategyConfiguration> chosen)
    {
        var symbols = request.Symbols;
        var exhausted = new HashSet<(int Template, int Symbol)>();
        for (var turn = 0; chosen.Count < request.Count; turn++)
        {
            if (exhausted.Count == templates.Count * symbols.Count)
            {
                throw new ArgumentException(
                    $"The parameter grids of {templates.Count} templates and {symbols.Count} symbols yield only {chosen.Count} unique"
                    + $" configurations of the {request.Count} asked for: add symbols, widen ranges or ask for fewer.",
                    nameof(request));
            }

            // The symbol shifts with every round of templates: each pair comes up once in templates × symbols turns.
            var template = turn % templates.Count;
            var pair = (template, symbol: (template + (turn / templates.Count)) % symbols.Count);
            if (exhausted.Contains(pair))
                continue;
            if (TryDraw(templates[template], symbols[pair.symbol], random, taken) is { } fresh)
                chosen.Add(fresh);
            else
                exhausted.Add(pair);
        }
    }

    private static StrategyConfiguration? TryDraw(StrategyTemplate template, string symbol, SeededRandom random, HashSet<string> taken)
    {
        var points = template.Parameters.Aggregate(1, (product, range) => product * range.Count);
        var start = random.NextInt(points);
        // From a random point onwards to the first that is valid and new: ends also when the grid is used up.
        for (var offset = 0; offset < points; offset++)
        {
            var parameters = PointAt(template, (start + offset) % points);
            if (!template.Satisfies(parameters))
                continue;
            var configuration = StrategyConfiguration.Create(template, symbol, parameters);
            if (taken.Add(configuration.Id))
                return configuration;
        }

        return null;
    }

    private static ImmutableSortedDictionary<string, double> PointAt(StrategyTemplate template, int index)
    {
        var parameters = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        foreach (var range in template.Parameters)
        {
            parameters.Add(range.Name, range.ValueAt(index % range.Count));
            index /= range.Count;
        }

        return parameters.ToImmutable();
    }
}
