using System.Text.RegularExpressions;

namespace Serverless.Infra.Experiments;

/// <summary>Names of experiments: 1 to 64 of the characters A–Z, a–z, 0–9, '.', '_' and '-', the first a letter or digit; so that they are folders too.</summary>
public static partial class ExperimentName
{
    /// <summary>The experiment of runs that name none.</summary>
    public const string Default = "default";

    /// <summary>Returns the name.</summary>
    /// <exception cref="ArgumentException">It is not one.</exception>
    public static string Check(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Allowed().IsMatch(name)
            ? name
            : throw new ArgumentException($"'{name}' cannot name an experiment: take 1 to 64 letters (A–Z), digits, '.', '_' or '-', beginning with a letter or digit.", nameof(name));
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z")]
    private static partial Regex Allowed();
}
