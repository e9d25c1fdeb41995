namespace Serverless.Cli.Demo;

/// <param name="Data">A file or folder with bars; null for what is stored, or for seeded synthetic ones when nothing is.</param>
/// <param name="Folder">A folder that keeps storage and journal; null for a temporary one.</param>
/// <param name="Strategies">Number of strategy configurations, 60 to 200.</param>
/// <param name="Seed">Seed of the generator and of the synthetic bars.</param>
/// <param name="NoWait">Stop everything as soon as the scorecard is printed.</param>
/// <param name="Json">Print one JSON document on stdout instead of tables.</param>
/// <param name="Keep">Leave data and journal in place at the end.</param>
internal sealed record DemoOptions(string? Data, string? Folder, int Strategies, long Seed, bool NoWait, bool Json, bool Keep);
