using System.Collections.Immutable;
using Serverless.Core.Execution.Matching;
using Serverless.Core.MarketData;
using Serverless.Core.Portfolio;
using Serverless.Core.Portfolio.Construction;
using Serverless.Core.Regimes;
using Serverless.Core.Risk;
using Serverless.Core.Strategies;
using Serverless.Core.Strategies.Models;
using Serverless.Core.Time;

namespace Serverless.Core.Backtesting.Models;

/// <summary>
/// Everything that decides what the multi-model platform does with given bars. <see cref="PlatformSchema"/> reads, checks, writes, documents and
/// hashes it. Maps are by name; equal when everything is.
/// </summary>
public sealed record PlatformConfiguration
{
    /// <summary>Version of the format.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Name under which results are filed.</summary>
    public string Experiment { get; init; } = "default";

    /// <summary>The models, at least one.</summary>
    public ImmutableSortedDictionary<string, PlatformModel> Models { get; init; } = Sorted<PlatformModel>();

    /// <summary>By key of <see cref="RegimeKeys"/>, shares of models that hold in that regime instead: <see cref="ModelBudgets.ByRegime"/>.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, double>> RegimeBudgets { get; init; } =
        Sorted<ImmutableSortedDictionary<string, double>>();

    /// <summary>How fixed budgets are replaced in the course of a run.</summary>
    public ConstructionOptions Construction { get; init; } = new();

    /// <summary>Limits; classes of assets are those of <see cref="Assets"/>.</summary>
    public RiskLimits Risk { get; init; } = new() { MaxByClass = Sorted<double>().Add(AssetClass.Crypto, 0.2), DrawdownRelease = 0.15 * 2 / 3 };

    /// <summary>Which differences are worth a trade.</summary>
    public RebalanceOptions Rebalance { get; init; } = new(0.01, 10);

    /// <summary>Thresholds of regimes.</summary>
    public RegimeOptions Regimes { get; init; } = new();

    /// <summary>What regimes are read from.</summary>
    public RegimeSources RegimeSources { get; init; } = new();

    /// <summary>Instruments, those of every universe among them.</summary>
    public ImmutableSortedDictionary<string, PlatformAsset> Assets { get; init; } = PlatformAsset.Usual;

    /// <summary>Their classes.</summary>
    public ImmutableSortedDictionary<string, AssetClass> Classes { get; init; } = AssetClass.Usual;

    /// <summary>Length of the bars at whose closes decisions are taken and traded.</summary>
    public Timeframe Timeframe { get; init; } = Timeframe.H4;

    /// <summary>The first bar that trades opens then or later, UTC; null for the first of all.</summary>
    public DateTime? Start { get; init; }

    /// <summary>Bars open before then, UTC; null for the last of all.</summary>
    public DateTime? End { get; init; }

    /// <summary>Net asset value that a backtest begins with, in quote currency.</summary>
    public double BacktestInitialNav { get; init; } = 100_000;

    /// <summary>Conventions of filling.</summary>
    public ExecutionPolicy Execution { get; init; } = new();

    /// <summary>Symbol that results are compared with; null for none.</summary>
    public string? Benchmark { get; init; } = "SPY";

    /// <summary>Seed of all that is random.</summary>
    public long Seed { get; init; }

    /// <summary>Whether positions held at the end are closed, instead of being marked.</summary>
    public bool CloseAtEnd { get; init; }

    /// <summary>By model and parameter, the values that sweeps and optimisations try; a backtest does not look at them.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, ParameterDistribution>> Search { get; init; } =
        Sorted<ImmutableSortedDictionary<string, ParameterDistribution>>();

    /// <summary>The same, called <c>EquityTrendModel_v1.average</c>, in the order of their names.</summary>
    public IReadOnlyList<ParameterDistribution> Searched =>
        [.. Search.SelectMany(model => model.Value, (model, values) => values.Value with { Name = $"{model.Key}.{values.Key}" })];

    /// <summary>Symbols that the models trade, in order.</summary>
    public ImmutableArray<string> Symbols =>
        [.. Models.Values.SelectMany(model => model.Universe).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>SHA-256 of the resolved form: equal for equal configurations, however they were written.</summary>
    public string Hash => PlatformSchema.For([.. Models.Values.Select(model => model.Model)]).Hash(this);

    /// <summary>The class of an asset.</summary>
    /// <exception cref="KeyNotFoundException">There is no such asset.</exception>
    public AssetClass ClassOf(string symbol) => Classes[Assets[symbol].Class];

    /// <summary>The calendar of an asset.</summary>
    /// <exception cref="KeyNotFoundException">There is no such asset.</exception>
    public Market MarketOf(string symbol) => ClassOf(symbol).Market;

    /// <summary>What a mode runs: the models whose stage allows it, with their budgets alone.</summary>
    public PlatformConfiguration For(TradingMode mode)
    {
        var models = Models.Where(model => model.Value.RunsIn(mode)).ToImmutableSortedDictionary(StringComparer.Ordinal);
        return this with
        {
            Models = models,
            RegimeBudgets = RegimeBudgets.ToImmutableSortedDictionary(
                regime => regime.Key,
                regime => regime.Value.Where(share => models.ContainsKey(share.Key)).ToImmutableSortedDictionary(StringComparer.Ordinal),
                StringComparer.Ordinal),
            Search = Search.Where(model => models.ContainsKey(model.Key)).ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
    }

    /// <summary>Net asset value to begin with: configured for a backtest, and otherwise the balance that the broker states.</summary>
    /// <param name="mode">The mode.</param>
    /// <param name="brokerBalance">The broker's statement, in quote currency; not looked at in a backtest.</param>
    /// <exception cref="ArgumentException">The broker stated none, or none above 0.</exception>
    public double InitialNav(TradingMode mode, double? brokerBalance = null) => (mode, brokerBalance) switch
    {
        (TradingMode.Backtest, _) => BacktestInitialNav,
        (_, { } balance) when balance > 0 && double.IsFinite(balance) => balance,
        _ => throw new ArgumentException($"{mode} trades the broker's balance, which is {brokerBalance?.ToString() ?? "unknown"}; it must be above 0.", nameof(brokerBalance)),
    };

    /// <summary>The models, ready to decide.</summary>
    public IReadOnlyList<ModelInstance> Instances() => [.. Models.Values.Select(model => model.Instance())];

    /// <summary>Budgets, limits and what is worth a trade.</summary>
    public PortfolioPolicy Policy() => new(
        Budgets(),
        Risk with { Classes = Assets.ToImmutableSortedDictionary(asset => asset.Key, asset => asset.Value.Class, StringComparer.Ordinal) },
        Rebalance,
        Construction);

    /// <summary>Share of each model, and how regimes change it.</summary>
    internal ModelBudgets Budgets() => new()
    {
        Base = Models.ToImmutableSortedDictionary(model => model.Key, model => model.Value.Budget, StringComparer.Ordinal),
        ByRegime = RegimeBudgets.ToImmutableSortedDictionary(
            regime => regime.Key, regime => (IReadOnlyDictionary<string, double>)regime.Value, StringComparer.Ordinal),
    };

    /// <summary>Equal when all values are.</summary>
    public bool Equals(PlatformConfiguration? other) => other is not null && Hash == other.Hash;

    /// <inheritdoc/>
    public override int GetHashCode() => Hash.GetHashCode(StringComparison.Ordinal);

    private static ImmutableSortedDictionary<string, T> Sorted<T>() => ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
}
