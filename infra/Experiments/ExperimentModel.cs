namespace Serverless.Infra.Experiments;

/// <summary>A strategy or model of a run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Version of its rule: a number, or a semantic version; empty where the run does not tell.</param>
public sealed record ExperimentModel(string Name, string Version)
{
    /// <inheritdoc/>
    public override string ToString() => Version.Length == 0 ? Name : $"{Name}@{Version}";
}
