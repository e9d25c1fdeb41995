namespace Serverless.Infra.Experiments;

/// <summary>A file that a run left.</summary>
/// <param name="Name">Its name, such as <c>equity.parquet</c>.</param>
/// <param name="Location">Where it lies: <c>CONTAINER/BLOB</c> in the storage account, or a path.</param>
/// <param name="Sha256">SHA-256 of its bytes, 64 lower-case hexadecimal digits.</param>
public sealed record ExperimentArtefact(string Name, string Location, string Sha256);
