namespace Serverless.Infra.Runs.Reports;

/// <summary>Where the files of a run lie: a folder, or blobs.</summary>
/// <param name="name">Name of the file within the run, for example <c>summary.json</c>.</param>
/// <param name="cancellationToken">Stops reading.</param>
/// <returns>Its content.</returns>
/// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
public delegate Task<byte[]> RunFileSource(string name, CancellationToken cancellationToken);
