using System.Globalization;

namespace Serverless.Bench.Durable;

/// <summary>Runs scenarios and prints the median round of each, with fsync and without, in alternation.</summary>
internal static class Table
{
    private const int Rounds = 5;

    public static async Task PrintAsync(IReadOnlyList<Scenario> scenarios)
    {
        var disk = DiskProbe.Run();
        Console.WriteLine($"{Environment.ProcessorCount} cores, {DateTime.UtcNow:yyyy-MM-dd}, median of {Rounds} rounds, each on a fresh journal");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"the disk's own append and fsync: p50 {disk.Percentile(0.5):0.00} ms, p99 {disk.Percentile(0.99):0.00} ms"));
        Console.WriteLine($"{"",-46}{"fsync",-7}{"per second",12}{"p50 ms",10}{"p99 ms",10}  Netherite, one node");
        foreach (var scenario in scenarios)
        {
            await RoundAsync(scenario, flush: false);
            List<Round> flushed = [], unflushed = [];
            for (var i = 0; i < Rounds; i++)
            {
                flushed.Add(await RoundAsync(scenario, flush: true));
                unflushed.Add(await RoundAsync(scenario, flush: false));
            }

            Print(scenario, "on", Median(flushed));
            Print(scenario, "off", Median(unflushed));
        }
    }

    private static async Task<Round> RoundAsync(Scenario scenario, bool flush)
    {
        await using var engine = await BenchEngine.StartAsync(flush);
        return await scenario.RunAsync(engine);
    }

    private static Round Median(List<Round> rounds) => rounds.OrderBy(round => round.PerSecond).ElementAt(Rounds / 2);

    private static void Print(Scenario scenario, string flush, Round round)
    {
        var yardstick = scenario.Yardstick is { } theirs
            ? string.Create(CultureInfo.InvariantCulture, $"{theirs:N0} {scenario.Unit}/s, we: × {round.PerSecond / theirs:0.0}")
            : "not published";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{scenario.Title,-46}{flush,-7}{round.PerSecond,12:N0}{round.Percentile(0.5),10:0.00}{round.Percentile(0.99),10:0.00}  {yardstick}"));
    }
}
