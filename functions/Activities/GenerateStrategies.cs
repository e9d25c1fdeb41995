using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Audit;
using Serverless.Core.Strategies;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>Generates a cycle's strategy configurations; the best tenth of the parent cycle, where one is named, are their parents.</summary>
public sealed class GenerateStrategies(CycleTrail trail, StrategyTable table, ScorecardTable scorecards, RunStore runs, StrategySeal seal)
{
    private const double ParentShare = 0.1;

    /// <summary>
    /// Generates, stores all configurations in a blob, appends <c>strategy.generated</c> for every one that is not tracked and <c>strategy.kept</c> for
    /// every one that is, each with that blob's hash, and adds the rows of new ones. Tracked ones come besides those that are generated.
    /// </summary>
    [Function(nameof(GenerateStrategies))]
    public async Task<IReadOnlyList<SealedStrategy>> RunAsync([ActivityTrigger] Input input, CancellationToken cancellation)
    {
        var settings = input.Cycle.Settings;
        var parents = settings.ParentCycle is { } parentCycle ? await ParentsAsync(parentCycle, cancellation) : [];
        var strategies = StrategyGenerator.Generate(new GenerationRequest(settings.Seed, settings.Strategies, input.Symbols) { Parents = parents });
        var kept = await seal.OpenAsync(input.Tracked, cancellation);
        var tracked = kept.Select(strategy => strategy.Id).ToHashSet();
        StrategyConfiguration[] generated = [.. strategies.Where(strategy => !tracked.Contains(strategy.Id))];
        StrategyConfiguration[] all = [.. kept, .. generated];
        var stored = await runs.PutJsonOnceAsync(RunBlobs.Strategies(input.Cycle.CycleId), all, cancellation);
        await trail.AppendAsync(
            [
                .. kept.Select(strategy => Entry(input, strategy, "strategy.kept", stored)),
                .. generated.Select(strategy => Entry(input, strategy, "strategy.generated", stored)),
            ],
            cancellation);
        await table.AddAsync(generated, input.Cycle.CycleId, cancellation);
        return await seal.SealAsync(all, cancellation);
    }

    private async Task<IReadOnlyList<StrategyConfiguration>> ParentsAsync(string cycleId, CancellationToken cancellation)
    {
        var ranked = (await scorecards.ListAsync(cycleId, cancellation)).Where(row => row.Rank is not null).ToList();
        if (ranked.Count == 0)
            throw new InvalidOperationException($"The parent cycle '{cycleId}' has no ranked strategy; name a completed cycle or none.");
        var parents = new List<StrategyConfiguration>();
        foreach (var row in ranked.Take((int)Math.Ceiling(ranked.Count * ParentShare)))
        {
            if (await table.FindAsync(row.Template, row.StrategyId, cancellation) is { } parent)
                parents.Add(parent.Configuration);
        }

        return parents;
    }

    private static AuditEvent Entry(Input input, StrategyConfiguration strategy, string action, RunBlob stored)
    {
        var lineage = new List<KeyValuePair<string, string>>
        {
            new("version", strategy.Version.ToString(CultureInfo.InvariantCulture)),
            new("template", $"{strategy.Template}/{strategy.TemplateVersion}"),
            new("symbol", strategy.Symbol),
        };
        if (strategy.ParentId is { } parent)
            lineage.Add(new("parent", parent));
        return CycleTrail.Event(input.Cycle.Reference, $"strategy/{strategy.Id}", action, strategy.Id, input.OccurredAt) with
        {
            ContentHash = stored.Sha256,
            DataHash = input.DataHash,
            Details = AuditDetails.Create([.. lineage]),
        };
    }

    /// <param name="Cycle">The cycle.</param>
    /// <param name="Symbols">Symbols that strategies may trade.</param>
    /// <param name="DataHash">Hash of the market data.</param>
    /// <param name="OccurredAt">When.</param>
    /// <param name="Tracked">Configurations that are on their way and are evaluated again.</param>
    public sealed record Input(
        CycleInput Cycle, IReadOnlyList<string> Symbols, string DataHash, DateTimeOffset OccurredAt, IReadOnlyList<SealedStrategy> Tracked);
}
