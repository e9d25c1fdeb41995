using System.Collections.Immutable;
using Serverless.Core.Strategies;

namespace Serverless.Core.Optimization.Space;

/// <summary>The parameter sets that an optimiser may propose: a box of dimensions, less what a constraint between them excludes.</summary>
public sealed class SearchSpace
{
    private readonly Func<ImmutableSortedDictionary<string, double>, bool>? constraint;

    /// <summary>Describes a space.</summary>
    /// <param name="dimensions">At least one, with different names.</param>
    /// <param name="constraint">Whether a set may be proposed; null when all may.</param>
    /// <exception cref="ArgumentException">There is no dimension, or two have one name.</exception>
    public SearchSpace(IReadOnlyList<Dimension> dimensions, Func<ImmutableSortedDictionary<string, double>, bool>? constraint = null)
    {
        ArgumentNullException.ThrowIfNull(dimensions);
        if (dimensions.Count == 0)
            throw new ArgumentException("There is no parameter to search.", nameof(dimensions));
        if (dimensions.GroupBy(dimension => dimension.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"Parameter '{twice.Key}' is described twice.", nameof(dimensions));
        Dimensions = dimensions;
        this.constraint = constraint;
    }

    /// <summary>The parameters, in the order of points.</summary>
    public IReadOnlyList<Dimension> Dimensions { get; }

    /// <summary>Sets in the box, whether the constraint allows them or not; null for a continuum, or for more than 2⁶³ − 1.</summary>
    public long? Count
    {
        get
        {
            Int128 count = 1;
            foreach (var dimension in Dimensions)
            {
                if (dimension.Count is not { } values || (count *= values) > long.MaxValue)
                    return null;
            }

            return (long)count;
        }
    }

    /// <summary>Parameters as they are distributed.</summary>
    /// <exception cref="ArgumentException">There is none, one comes twice, or a distribution is not valid; the message says which.</exception>
    public static SearchSpace Of(IReadOnlyList<ParameterDistribution> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return new SearchSpace([.. parameters.Select(DimensionOf)]);
    }

    /// <summary>The parameters of a template, with its constraint.</summary>
    /// <param name="template">The template.</param>
    /// <param name="ranges">Other values for some of its parameters; those of one value are held fixed.</param>
    /// <exception cref="ArgumentException">The template lacks one of these parameters, or a distribution is not valid or not of whole numbers where only
    /// those are allowed.</exception>
    public static SearchSpace Of(StrategyTemplate template, params IReadOnlyList<ParameterDistribution> ranges)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(ranges);
        var others = new Dictionary<string, Dimension>();
        foreach (var range in ranges)
        {
            if (template.Parameters.FirstOrDefault(known => known.Name == range.Name) is not { } parameter)
            {
                throw new ArgumentException(
                    $"{template.Name} has no parameter '{range.Name}'; it has {string.Join(", ", template.Parameters.Select(known => known.Name))}.", nameof(ranges));
            }

            var dimension = DimensionOf(range);
            if (parameter.IsWhole && (range.IsContinuum || !range.Values.All(double.IsInteger)))
                throw new ArgumentException($"Parameter '{range.Name}' takes whole numbers: give a whole step, for example 1.", nameof(ranges));
            others[range.Name] = dimension;
        }

        return new SearchSpace(
            [.. template.Parameters.Select(known => others.GetValueOrDefault(known.Name) ?? new GridDimension(known))],
            template.Satisfies);
    }

    /// <summary>The set at these quantiles, one for each dimension; null when the constraint excludes it.</summary>
    public ImmutableSortedDictionary<string, double>? At(ReadOnlySpan<double> quantiles)
    {
        var parameters = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        for (var i = 0; i < Dimensions.Count; i++)
            parameters.Add(Dimensions[i].Name, Dimensions[i].At(quantiles[i]));
        var set = parameters.ToImmutable();
        return constraint is null || constraint(set) ? set : null;
    }

    /// <summary>Values of a set in the order of dimensions.</summary>
    public double[] ValuesOf(ImmutableSortedDictionary<string, double> parameters) =>
        [.. Dimensions.Select(dimension => parameters[dimension.Name])];

    /// <summary>Quantiles of a set in the order of dimensions.</summary>
    public double[] QuantilesOf(ImmutableSortedDictionary<string, double> parameters) =>
        [.. Dimensions.Select(dimension => dimension.QuantileOf(parameters[dimension.Name]))];

    /// <summary>Whether a set lies in the space.</summary>
    public bool Contains(ImmutableSortedDictionary<string, double> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return parameters.Count == Dimensions.Count
            && Dimensions.All(dimension => parameters.TryGetValue(dimension.Name, out var value) && dimension.Contains(value))
            && (constraint is null || constraint(parameters));
    }

    private static Dimension DimensionOf(ParameterDistribution parameter)
    {
        if (parameter.FindProblem() is { } problem)
            throw new ArgumentException($"Parameter '{parameter.Name}': {problem}", nameof(parameter));
        if (parameter.IsContinuum)
            return new RealDimension(parameter);
        return parameter.Listed.IsEmpty && (parameter.Spread == Spread.Uniform || parameter.Values.Count == 1)
            ? new GridDimension(new ParameterRange(parameter.Name, parameter.Min, parameter.Values[^1], parameter.Step, parameter.Min))
            : new WeightedDimension(parameter);
    }
}
