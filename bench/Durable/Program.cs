using Serverless.Bench.Durable;

IReadOnlyList<Scenario> scenarios =
[
    new("a", "A  one orchestration, sequential activities", "activities", 350, new SequentialActivities(2_000).RunAsync),
    new("b", "B  one orchestration, fan-out of 2,000", "activities", 2_000, new FanOut(2_000).RunAsync),
    new("c", "C  signals to one entity", "signals", 1_900, new EntitySignals(10_000).RunAsync),
    new("d", "D  1,000 orchestrations of 5 activities", "orchestrations", 340, new HelloSequences(1_000).RunAsync),
    new("latency", "raise event → orchestrator resumed", "events", null, new EventLatency(500).RunAsync),
    new("latency", "raise event → activity called by it begins", "events", null, new EventToEffect(500).RunAsync),
];

switch (args)
{
    case ["fanin"]:
        await FanInCommand.RunAsync(100_000);
        return 0;
    case ["heap"]:
        await HeapCommand.RunAsync(100_000);
        return 0;
    case [] or ["all"]:
        await Table.PrintAsync(scenarios);
        await FanInCommand.RunAsync(100_000);
        await HeapCommand.RunAsync(100_000);
        return 0;
    case [var key] when scenarios.Any(scenario => scenario.Key == key):
        await Table.PrintAsync([.. scenarios.Where(scenario => scenario.Key == key)]);
        return 0;
    default:
        Console.Error.WriteLine("""
            usage: dotnet run -c Release --project bench/Durable -- [a|b|c|d|latency|fanin|heap|all]
              a b c d   the four published microbenchmarks, with and without fsync
              latency   from a raised event to the resumed orchestrator
              fanin     100,000 activities in one instance
              heap      memory that 100,000 finished instances take
            """);
        return 2;
}
