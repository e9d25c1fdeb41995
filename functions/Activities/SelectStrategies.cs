using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Audit;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>Takes the strategy configurations of an earlier cycle, and those that are on their way, to be evaluated again.</summary>
public sealed class SelectStrategies(CycleTrail trail, StrategyTable table, ScorecardTable scorecards, StrategySeal seal)
{
    /// <summary>Takes all of that cycle whose symbols still have bars, and those that are tracked, in the order of their ids, and appends
    /// <c>strategies.selected</c> with how many they are and which symbols have none.</summary>
    /// <exception cref="InvalidOperationException">The cycle has no scorecard, or nothing of it can be evaluated.</exception>
    [Function(nameof(SelectStrategies))]
    public async Task<IReadOnlyList<SealedStrategy>> RunAsync([ActivityTrigger] GenerateStrategies.Input input, CancellationToken cancellation)
    {
        var earlier = input.Cycle.Settings.Reevaluates ?? throw new ArgumentException("The cycle names none to evaluate again.", nameof(input));
        var rows = (await scorecards.ListAsync(earlier, cancellation)).OrderBy(row => row.StrategyId, StringComparer.Ordinal).ToList();
        var strategies = (await seal.OpenAsync(input.Tracked, cancellation)).ToDictionary(strategy => strategy.Id);
        foreach (var row in rows.Where(row => input.Symbols.Contains(row.Symbol)))
        {
            if (!strategies.ContainsKey(row.StrategyId) && await table.FindAsync(row.Template, row.StrategyId, cancellation) is { } found)
                strategies.Add(row.StrategyId, found.Configuration);
        }

        if (strategies.Count == 0)
            throw new InvalidOperationException($"The cycle '{earlier}' has no strategy whose symbol has bars; name a completed cycle.");
        var absent = rows.Select(row => row.Symbol).Except(input.Symbols).Order(StringComparer.Ordinal).ToList();
        var entry = CycleTrail.Event(input.Cycle.Reference, "strategies", "strategies.selected", earlier, input.OccurredAt) with
        {
            DataHash = input.DataHash,
            Details =
            [
                new("selected", $"{strategies.Count}"),
                new("leftOut", $"{rows.Count(row => !strategies.ContainsKey(row.StrategyId))}"),
                new("tracked", $"{input.Tracked.Count}"),
                new("symbolsWithoutBars", absent.Count == 0 ? "none" : string.Join(", ", absent)),
            ],
        };
        await trail.AppendAsync(entry, cancellation);
        return await seal.SealAsync(strategies.Values.OrderBy(strategy => strategy.Id, StringComparer.Ordinal), cancellation);
    }
}
