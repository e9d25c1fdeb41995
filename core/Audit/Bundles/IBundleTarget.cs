namespace Serverless.Core.Audit.Bundles;

/// <summary>Takes the files of a bundle, one after the other.</summary>
public interface IBundleTarget
{
    /// <summary>Begins a file; the stream is closed before the next one begins.</summary>
    Stream Create(string name);
}
