namespace Serverless.Infra.Runs;

/// <summary>A table of a run in a file.</summary>
/// <param name="Name">Name of the table.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="File">Name of the file, beside the summary.</param>
/// <param name="Sha256">SHA-256 of the file, 64 lower-case hexadecimal digits.</param>
public sealed record RunTableFile(string Name, int Rows, string File, string Sha256);
