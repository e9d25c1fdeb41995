namespace Serverless.Cli.Demo;

/// <param name="Data">A file or folder with bars, or null for seeded synthetic ones.</param>
/// <param name="Strategies">Number of strategy configurations, 60 to 200.</param>
/// <param name="Seed">Seed of the generator and of the synthetic bars.</param>
/// <param name="NoWait">Stop everything as soon as the scorecard is printed.</param>
/// <param name="Json">Print one JSON document on stdout instead of tables.</param>
/// <param name="Keep">Leave data and journal in place at the end.</param>
internal sealed record DemoOptions(string? Data, int Strategies, long Seed, bool NoWait, bool Json, bool Keep);
