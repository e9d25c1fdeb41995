using Serverless.Core.Configuration;

namespace Serverless.Core.Indicators;

/// <summary>
/// A named, parameterised computation on the bars of a series, one or more columns at once. Value <c>[i]</c> of a column depends on bars
/// 0 … i only. Prices are finite or NaN; a missing one (NaN) leaves no value at its bar and is forgotten after the warm-up: from then on
/// values are those of the series that begins after it. Immutable; two features are the same when they are one object.
/// </summary>
public sealed class Feature
{
    /// <summary>Unique name in kebab case, for example <c>bollinger</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its columns, at least one.</summary>
    public required IReadOnlyList<FeatureOutput> Outputs { get; init; }

    /// <summary>Its parameters, none to three, in the order of <see cref="FeatureArguments"/>.</summary>
    public required IReadOnlyList<FeatureParameter> Parameters { get; init; }

    /// <summary>The definition, in one line.</summary>
    public required string Convention { get; init; }

    /// <summary>Who defined it, and where.</summary>
    public required string Source { get; init; }

    /// <summary>Writes every value of every column.</summary>
    public required FeatureFunction Compute { get; init; }

    /// <summary>The usual arguments.</summary>
    public FeatureArguments Defaults => Fill(parameter => parameter.Default);

    /// <summary>Leading bars on which some column has no value yet, when no price is missing.</summary>
    public int WarmUp(FeatureArguments arguments) => Outputs.Max(output => output.WarmUp(arguments));

    /// <summary>The arguments that <paramref name="values"/> name; parameters that are not named take their defaults.</summary>
    /// <exception cref="ArgumentException">A name is unknown or a value out of range; the message names the nearest name, or the
    /// range.</exception>
    public FeatureArguments Bind(IReadOnlyDictionary<string, double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var name in values.Keys.Where(name => Parameters.All(parameter => parameter.Name != name)))
        {
            throw new ArgumentException(
                Parameters.Count == 0
                    ? $"{Name}: it has no parameter '{name}', nor any other."
                    : $"{Name}: there is no parameter '{name}'; did you mean '{NearestName.Of(name, Parameters.Select(parameter => parameter.Name))}'?",
                nameof(values));
        }

        var arguments = Fill(parameter => values.GetValueOrDefault(parameter.Name, parameter.Default));
        return FindProblem(arguments) is { } problem ? throw new ArgumentException(problem, nameof(values)) : arguments;
    }

    /// <summary>Why <paramref name="arguments"/> cannot be used, or null when they can.</summary>
    public string? FindProblem(FeatureArguments arguments)
    {
        for (var i = 0; i < Parameters.Count; i++)
        {
            if (Parameters[i].FindProblem(arguments[i]) is { } problem)
                return $"{Name}: {problem}";
        }

        return null;
    }

    private FeatureArguments Fill(Func<FeatureParameter, double> value)
    {
        double At(int index) => index < Parameters.Count ? value(Parameters[index]) : 0;
        return new FeatureArguments(At(0), At(1), At(2));
    }
}
