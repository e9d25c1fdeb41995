namespace Serverless.Core.Audit.Bundles;

/// <summary>The files of a bundle, read by name and never written to a place that a name could choose.</summary>
public interface IBundle
{
    /// <summary>All names, with '/' between folder and file.</summary>
    IReadOnlyCollection<string> Names { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It cannot be read.</exception>
    Stream Open(string name);
}
