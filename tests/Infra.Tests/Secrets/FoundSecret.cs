namespace Serverless.Infra.Tests.Secrets;

/// <summary>What looks like a secret. Its text is never told, only its fingerprint.</summary>
/// <param name="Rule">The form that it has.</param>
/// <param name="Path">The file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Fingerprint">The first 16 hexadecimal digits of its SHA-256, as the list of what is allowed has it.</param>
internal sealed record FoundSecret(string Rule, string Path, int Line, string Fingerprint)
{
    public override string ToString() => $"{Path}:{Line}: {Rule} {Fingerprint}";
}
