namespace Serverless.Core.Configuration;

/// <summary>Collects what is wrong with a configuration, so that all of it can be told at once.</summary>
public sealed class ConfigurationErrors
{
    private const int MostKept = 100;
    private readonly List<ConfigurationError> errors = [];

    /// <summary>Notes an error.</summary>
    /// <returns>Always false, for a reader to return.</returns>
    public bool Add(ConfigurationPosition position, string path, string message)
    {
        if (errors.Count < MostKept)
            errors.Add(new ConfigurationError(position, path, message));
        return false;
    }

    /// <summary>Notes that a value is not what was expected.</summary>
    /// <returns>Always false, for a reader to return.</returns>
    public bool Add(ConfigurationNode node, string path, string expected)
    {
        ArgumentNullException.ThrowIfNull(node);
        return Add(node.Position, path, $"{node.Found} is not {expected}.");
    }

    /// <summary>Throws when there is an error.</summary>
    /// <exception cref="ConfigurationException">There is one.</exception>
    public void Throw()
    {
        if (errors.Count > 0)
            throw new ConfigurationException(errors);
    }
}
