using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Serverless.Core.Backtesting.Runs;
using Serverless.Core.Configuration;
using Serverless.Core.Execution.Matching;
using Serverless.Core.Portfolio;
using Serverless.Core.Regimes;
using Serverless.Core.Strategies;
using Serverless.Core.Strategies.Models;
using static Serverless.Core.Configuration.ConfigurationTypes;

namespace Serverless.Core.Backtesting.Models;

/// <summary>The format of platform configurations: every key with its meaning, limits and default.</summary>
public sealed class PlatformSchema : ConfigurationType<PlatformConfiguration>
{
    private static readonly ConfigurationType<double> Share = Number(min: 0, max: 1);

    private readonly IReadOnlyList<TradingModel> models;

    private PlatformSchema(IReadOnlyList<TradingModel> models) => this.models = models;

    /// <summary>The format, with the models that the platform ships.</summary>
    public static PlatformSchema BuiltIn { get; } = For(ModelCatalog.All);

    /// <summary>The format, with some models.</summary>
    public static PlatformSchema For(IReadOnlyList<TradingModel> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        return new PlatformSchema(models);
    }

    /// <inheritdoc/>
    public override string Expected => "keys with values";

    /// <inheritdoc/>
    public override PlatformConfiguration Initial { get; } = new();

    internal override bool HasKeys => true;

    /// <inheritdoc/>
    public override bool TryRead(
        ConfigurationNode node, string path, PlatformConfiguration? current, ConfigurationErrors errors, out PlatformConfiguration value)
    {
        ArgumentNullException.ThrowIfNull(errors);
        value = current ?? Initial;
        return node is ConfigurationMap map
            ? Record(PlatformNames.Of(map, models)).TryRead(map, path, value, errors, out value)
            : errors.Add(node, path, Expected);
    }

    /// <inheritdoc/>
    public override JsonNode? Write(PlatformConfiguration value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Record(PlatformNames.Any(models)).Write(value with { Assets = Needed(value) });
    }

    /// <inheritdoc/>
    public override JsonObject Describe() => Record(PlatformNames.Any(models)).Describe();

    private ConfigurationRecord<PlatformConfiguration> Record(PlatformNames names) =>
        new ConfigurationRecord<PlatformConfiguration>(Initial)
            .Key("version", Whole(1, PlatformConfiguration.CurrentVersion), _ => PlatformConfiguration.CurrentVersion, (platform, _) => platform,
                "Version of this format.")
            .Key("experiment", Text, platform => platform.Experiment, (platform, value) => platform with { Experiment = value },
                "Name under which results are filed.")
            .Key("models", Named("model", models.Select(model => (model.Schema.Name, PlatformModelSchema.For(model, names)))),
                platform => platform.Models, (platform, value) => platform with { Models = value },
                "The models, by name; null takes away one that a base configuration has.")
            .Key("regime_budgets", Named("regime", RegimeKeys.All, Named("model with a budget", names.Models, Share)),
                platform => platform.RegimeBudgets,
                (platform, value) => platform with { RegimeBudgets = value.RemoveRange(value.Where(regime => regime.Value.IsEmpty).Select(regime => regime.Key)) },
                "For regimes, by key, the shares that models have instead while it holds; of several the smallest.")
            .Key("construction", ConstructionSchema.Construction,
                platform => platform.Construction, (platform, value) => platform with { Construction = value },
                "How the budgets are split anew in the course of a run, within what regimes allow.")
            .Key("risk", RiskSchema.For(names), platform => platform.Risk, (platform, value) => platform with { Risk = value },
                "Limits of the whole portfolio. Weights are shares of net asset value; 0.4 is 40 %.")
            .Key("rebalance", Rebalance, platform => platform.Rebalance, (platform, value) => platform with { Rebalance = value },
                "Which differences between held and wanted weights are worth a trade.")
            .Key("regimes", RegimeSchema.Regimes, platform => platform, (_, value) => value, "How regimes are read.")
            .Key("assets", PlatformAssetSchema.Assets(names), platform => platform.Assets, (platform, value) => platform with { Assets = value },
                "The instruments, by symbol.")
            .Key("classes", PlatformAssetSchema.Classes, platform => platform.Classes, (platform, value) => platform with { Classes = value },
                "Classes of instruments, by name: calendar and costs.")
            .Key("timeframe", RunSchema.TimeframeNames, platform => platform.Timeframe, (platform, value) => platform with { Timeframe = value },
                "Length of the bars at whose closes decisions are taken; what models read beside them is their own.")
            .Key("start", Optional(Instant), platform => platform.Start, (platform, value) => platform with { Start = value },
                "The first bar that trades opens then or later, UTC; earlier bars warm up. null for the first of all.")
            .Key("end", Optional(Instant), platform => platform.End, (platform, value) => platform with { End = value },
                "Bars open before then, UTC. null for the last of all.")
            .Key("backtest_initial_nav", Number(above: 0),
                platform => platform.BacktestInitialNav, (platform, value) => platform with { BacktestInitialNav = value },
                "Net asset value that a backtest begins with, in quote currency. Paper and live take the broker's balance.")
            .Key("fill_model", BrokerSchema.FillModel,
                platform => platform.Execution.MarketFill,
                (platform, value) => platform with { Execution = platform.Execution with { MarketFill = value } },
                "Where an order of a close fills: at the next open, or at that close.")
            .Key("latency", BrokerSchema.Latency, platform => platform.Execution, (platform, value) => platform with { Execution = value },
                "Time that orders take to arrive.")
            .Key("benchmark", OptionalText, platform => platform.Benchmark, (platform, value) => platform with { Benchmark = value },
                "Symbol that results are compared with; null for none.")
            .Key("seed", Whole(long.MinValue, long.MaxValue), platform => platform.Seed, (platform, value) => platform with { Seed = value },
                "Seed of all that is random.")
            .Key("close_at_end", Flag, platform => platform.CloseAtEnd, (platform, value) => platform with { CloseAtEnd = value },
                "Whether positions held at the last close are closed there, instead of being marked.")
            .Key("search", Named("model with a budget", models.Where(model => names.Models.Contains(model.Schema.Name)).Select(Search)),
                platform => platform.Search, (platform, value) => platform with { Search = value },
                "By model and parameter, the values that sweep and optimize try: a list, a range such as 50..200:25, or a distribution. Backtests leave it aside.")
            .Rule("models", platform => platform.Models.IsEmpty ? "there is none; name at least one model, with its budget." : null)
            .Rule("models", FindStray)
            .Rule("models", FindExcess)
            .Rule("regime_budgets", platform => FindExcess(platform) is null ? platform.Budgets().FindProblem() : null)
            .Rule("classes", FindMissingTick)
            .Rule("end", platform => platform.End <= platform.Start ? "it must be after start." : null);

    private static ConfigurationType<RebalanceOptions> Rebalance => new ConfigurationRecord<RebalanceOptions>(new(0.01, 10))
        .Key("band", Share, options => options.Band, (options, value) => options with { Band = value },
            "Smallest change of a weight; closing a position is exempt, and so is what limits demand.")
        .Key("min_trade_value", Number(min: 0), options => options.MinTradeValue, (options, value) => options with { MinTradeValue = value },
            "Smallest trade, in quote currency.");

    private static (string Name, ConfigurationType<ImmutableSortedDictionary<string, ParameterDistribution>> Type) Search(TradingModel model) => (
        model.Schema.Name,
        Named("parameter", model.Schema.Inputs.Select(input => (input.Name, (ConfigurationType<ParameterDistribution>)new SearchValuesType(input)))));

    // Usual assets that nobody trades say nothing.
    private static ImmutableSortedDictionary<string, PlatformAsset> Needed(PlatformConfiguration platform) => platform.Assets.RemoveRange(
        PlatformAsset.Usual.Where(usual => platform.Assets.Contains(usual)).Select(usual => usual.Key).Except(platform.Symbols));

    private static string? FindStray(PlatformConfiguration platform) => platform.Models.Values
        .SelectMany(model => model.Universe.Where(asset => !platform.Assets.ContainsKey(asset)).Select(asset =>
            $"{model.Model.Schema.Name} decides on {asset}, which is not among the assets; add it there with its class, or give the model a universe."))
        .FirstOrDefault();

    private static string? FindExcess(PlatformConfiguration platform) =>
        (platform with { RegimeBudgets = platform.RegimeBudgets.Clear() }).Budgets().FindProblem();

    private static string? FindMissingTick(PlatformConfiguration platform) => platform.Symbols
        .Where(platform.Assets.ContainsKey)
        .Where(symbol => platform.ClassOf(symbol).Slippage is SlippageModel.Ticks && platform.Assets[symbol].Instrument.TickSize == 0)
        .Select(symbol => $"slippage of {platform.Assets[symbol].Class} is in ticks: give assets.{symbol}.instrument.tick_size.")
        .FirstOrDefault();
}
