using System.Text.Json.Nodes;
using Serverless.Core.Backtesting.Models;
using Serverless.Core.Backtesting.Runs;
using Serverless.Core.Configuration;
using Serverless.Core.MarketData;
using Serverless.Core.Strategies;
using Serverless.Core.Time;
using Serverless.Infra.Experiments;
using Serverless.Infra.MarketData;
using Serverless.Infra.Runs;

namespace Serverless.Infra.Backtests;

/// <summary>Makes an order of a configuration: checks it, and finds the stored series that it reads.</summary>
public sealed class BacktestPlanner(MarketDataStore store, StrategyLibrary strategies)
{
    private const string Source = "body";

    /// <summary>Plans a backtest. A document with the key <c>models</c> is a platform configuration, any other a run configuration.</summary>
    /// <param name="document">YAML or JSON.</param>
    /// <param name="experiment">Name under which the run is recorded; null for what the document says, or else the default.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <exception cref="ConfigurationException">The document has errors; all are listed.</exception>
    /// <exception cref="ArgumentException">The experiment's name cannot be one.</exception>
    /// <exception cref="MissingDataException">A symbol has no bars from which those of the run can be made.</exception>
    public async Task<BacktestOrder> PlanAsync(string document, string? experiment, CancellationToken cancellationToken)
    {
        var map = ConfigurationDocument.Parse(document, Source);
        if (map.Find("models") is not null)
            return Plan(PlatformSchema.BuiltIn.Read(map), experiment, await store.ListAsync(cancellationToken));
        var run = RunSchema.For(strategies).Read(map);
        var datasets = Find(run, await store.ListAsync(cancellationToken));
        return Plan(map.Find("market") is null ? run with { Market = MarketOf(map, datasets) } : run, experiment, datasets);
    }

    /// <summary>Plans a run of strategies; see the other.</summary>
    /// <exception cref="ArgumentException">The experiment's name cannot be one.</exception>
    /// <exception cref="MissingDataException">A symbol has no bars from which those of the run can be made.</exception>
    public async Task<BacktestOrder> PlanAsync(RunConfiguration run, string? experiment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Plan(run, experiment, Find(run, await store.ListAsync(cancellationToken)));
    }

    private BacktestOrder Plan(RunConfiguration run, string? experiment, IReadOnlyList<DatasetInfo> datasets)
    {
        var schema = RunSchema.For(strategies);
        var title = $"{string.Join(", ", run.Strategies.Select(one => one.Definition.Schema.Name).Distinct())} on {string.Join(", ", run.Symbols)}";
        return Order(BacktestKind.Run, title, experiment, schema.Write(run)!, schema.Hash(run), datasets);
    }

    private static BacktestOrder Plan(PlatformConfiguration platform, string? experiment, IReadOnlyList<DatasetManifest> stored)
    {
        var datasets = PlatformData.Find(stored, platform);
        if (platform.Symbols.FirstOrDefault(symbol => datasets.All(dataset => dataset.Symbol != symbol)) is { } missing)
            throw Missing(stored, missing, Timeframe.D1);
        var title = $"{string.Join(", ", platform.Models.Keys)} on {string.Join(", ", platform.Symbols)}";
        return Order(BacktestKind.Platform, title, experiment ?? platform.Experiment, PlatformSchema.BuiltIn.Write(platform)!, platform.Hash, datasets);
    }

    private static BacktestOrder Order(
        BacktestKind kind, string title, string? experiment, JsonNode configuration, string hash, IReadOnlyList<DatasetInfo> datasets) => new(
        kind,
        title,
        ExperimentName.Check(experiment ?? ExperimentName.Default),
        configuration.ToJsonString(),
        hash,
        [.. datasets.DistinctBy(dataset => dataset.Name).OrderBy(dataset => dataset.Name, StringComparer.Ordinal)],
        RunOrigin.CurrentCode);

    private static List<DatasetInfo> Find(RunConfiguration run, IReadOnlyList<DatasetManifest> stored) => [.. run.Symbols.Select(symbol =>
        StoredBars.Find(stored, symbol, run.Timeframe)?.Dataset ?? throw Missing(stored, symbol, run.Timeframe))];

    private static Market MarketOf(ConfigurationMap map, List<DatasetInfo> datasets) => datasets.Find(one => one.Market != datasets[0].Market) is { } other
        ? throw new ConfigurationException(
            [new(map.Position, "market", $"{datasets[0].Symbol} is of {datasets[0].Market}, {other.Symbol} of {other.Market}: say by which calendar the run is annualised.")])
        : datasets[0].Market;

    internal static MissingDataException Missing(IReadOnlyList<DatasetManifest> stored, string symbol, Timeframe timeframe)
    {
        var there = stored.Where(one => one.Dataset.Timeframe is not null && one.Dataset.Market.IsTradable()).ToList();
        var own = there.Where(one => one.Dataset.Symbol == symbol).ToList();
        if (own.Exists(one => one.RawSplits > 0))
            return new MissingDataException($"The bars of '{symbol}' have raw splits, which look like losses; 'data adjust' makes a series without.");
        var names = (own.Count > 0 ? own : there).Select(one => $"{one.Dataset.Symbol} {one.Dataset.Timeframe}").Order(StringComparer.Ordinal).Take(20).ToList();
        return new MissingDataException(
            $"The container 'market-data' has no bars of '{symbol}' from which {timeframe} bars can be made; {(names.Count == 0 ? "it has none at all" : $"there are {string.Join(", ", names)}")}.");
    }
}
