namespace Serverless.Cli.Simulation;

/// <param name="From">Where history begins; bars before it are known then.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Data">A file or folder with bars; null for what the folder stores, or for seeded synthetic ones.</param>
/// <param name="Folder">Keeps storage and journal, and resumes what was interrupted there; null for a temporary one.</param>
/// <param name="Strategies">Strategy configurations in a cycle, 60 to 200.</param>
/// <param name="Seed">Seed of everything random.</param>
/// <param name="Json">Print one JSON document on stdout instead of tables.</param>
internal sealed record SimulateOptions(DateTimeOffset From, DateTimeOffset To, string? Data, string? Folder, int Strategies, long Seed, bool Json);
