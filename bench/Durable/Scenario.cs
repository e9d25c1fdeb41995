namespace Serverless.Bench.Durable;

/// <param name="Key">The name on the command line.</param>
/// <param name="Title">What is measured.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Yardstick">Netherite's published figure for one node, per second.</param>
/// <param name="RunAsync">One round on a fresh engine.</param>
internal sealed record Scenario(string Key, string Title, string Unit, double? Yardstick, Func<BenchEngine, Task<Round>> RunAsync);
