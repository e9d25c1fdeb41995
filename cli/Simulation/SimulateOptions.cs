namespace Serverless.Cli.Simulation;

/// <summary>What the command line asks for.</summary>
internal sealed record SimulateOptions
{
    /// <summary>Where history begins; bars before it are known then.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Where it ends.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Files or folders with bars; none for what the folder stores, or for seeded synthetic ones.</summary>
    public IReadOnlyList<string> Data { get; init; } = [];

    /// <summary>Keeps storage and journal, and resumes what was interrupted there; null for a temporary one.</summary>
    public string? Folder { get; init; }

    /// <summary>Settings of the platform.</summary>
    public required SimulationSettings Settings { get; init; }

    /// <summary>Where the page goes; null for the folder that is kept, or nowhere.</summary>
    public string? Report { get; init; }

    /// <summary>Print one JSON document on stdout instead of tables.</summary>
    public bool Json { get; init; }
}
