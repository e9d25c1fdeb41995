namespace Serverless.Core.Configuration;

/// <summary>Where something stands in a configuration.</summary>
/// <param name="File">Name of the file, or of another source.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
public readonly record struct ConfigurationPosition(string File, int Line, int Column)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}:{Column}";
}
