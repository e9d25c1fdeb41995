namespace Serverless.Core.Configuration;

/// <summary>A configuration cannot be used. The message lists every error, one a line.</summary>
public sealed class ConfigurationException : Exception
{
    /// <summary>Creates it.</summary>
    /// <param name="errors">At least one; they are put in the order of their positions.</param>
    public ConfigurationException(IEnumerable<ConfigurationError> errors)
        : this([.. errors
            .OrderBy(error => error.Position.File, StringComparer.Ordinal)
            .ThenBy(error => error.Position.Line)
            .ThenBy(error => error.Position.Column)])
    {
    }

    private ConfigurationException(ConfigurationError[] errors)
        : base(string.Join('\n', errors.AsEnumerable())) => Errors = errors;

    /// <summary>What is wrong, by position.</summary>
    public IReadOnlyList<ConfigurationError> Errors { get; }
}
