using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Serverless.Core.Backtesting;
using Serverless.Core.MarketData;
using Serverless.Core.Optimization.Objectives;
using Serverless.Core.Optimization.Search;
using Serverless.Core.Optimization.Space;
using Serverless.Core.Strategies;

namespace Serverless.Core.Optimization;

/// <summary>What one optimisation searches and how. Together with the market data it decides every trial.</summary>
public sealed record OptimizationSettings
{
    /// <summary>Most trials of one optimisation.</summary>
    public const int MaxTrials = 100_000;

    /// <summary>Most proposals of one batch.</summary>
    public const int MaxBatchSize = 1000;

    private const double MaxTestShare = 0.9;

    /// <summary>Name of the template.</summary>
    public required string Template { get; init; }

    /// <summary>The instrument.</summary>
    public required string Symbol { get; init; }

    /// <summary>Length of the bars; null takes the finest stored.</summary>
    public Timeframe? Timeframe { get; init; }

    /// <summary>How parameter sets are chosen.</summary>
    public SearchMethod Method { get; init; } = SearchMethod.Bayesian;

    /// <summary>Seed of everything random in the search.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Most trials, 1 … <see cref="MaxTrials"/>.</summary>
    public int Trials { get; init; } = 200;

    /// <summary>Proposals that are made at once, 1 … <see cref="MaxBatchSize"/>: methods that learn do so between batches.</summary>
    public int BatchSize { get; init; } = 20;

    /// <summary>What is looked for.</summary>
    public Objective Objective { get; init; } = new();

    /// <summary>Other ranges for some of the template's parameters; those of one value are held fixed.</summary>
    public IReadOnlyList<ParameterRange> Ranges { get; init; } = [];

    /// <summary>A completed optimisation whose best sets <see cref="SearchMethod.Evolutionary"/> begins with; null begins with fresh ones.</summary>
    public string? SeededFrom { get; init; }

    /// <summary>Days before a series' last bar that are used; positive. Older bars only warm indicators up.</summary>
    public int HistoryDays { get; init; } = 1826;

    /// <summary>Last part of these days that the search does not see, 0 … 0.9: the best set is tried there once.</summary>
    public double TestShare { get; init; } = 0.3;

    /// <summary>Most missing bars in a row that the last close before them stands in for; 0 leaves missing bars out.</summary>
    public int FillMaxBars { get; init; }

    /// <summary>What <see cref="FillMaxBars"/> means for a series.</summary>
    [JsonIgnore]
    public IMissingDataPolicy MissingData => FillMaxBars == 0 ? new SkipMissing() : new ForwardFill(FillMaxBars);

    /// <summary>Costs, sizing and accounting of every trial.</summary>
    public BacktestSettings Backtest { get; init; } = new();

    /// <summary>The parameter sets that may be tried.</summary>
    /// <exception cref="ArgumentException">There is no such template, or a range is not one of its parameters'.</exception>
    public SearchSpace ToSpace() => SearchSpace.Of(StrategyCatalog.Get(Template), Ranges);

    /// <summary>The optimiser.</summary>
    /// <param name="seeds">Sets to begin with.</param>
    /// <exception cref="ArgumentException">The settings are not valid, or a seed does not lie in the space.</exception>
    public IOptimizer ToOptimizer(params IReadOnlyList<ImmutableSortedDictionary<string, double>> seeds) =>
        Optimizers.Create(Method, ToSpace(), Seed, Trials, seeds);

    /// <summary>Throws unless an optimisation can begin with these settings.</summary>
    /// <exception cref="ArgumentException">It cannot; the message names the setting and says what it may be.</exception>
    public void Check()
    {
        CheckFigures();
        ToOptimizer();
    }

    /// <summary>The same for a search of something else than a template.</summary>
    /// <param name="space">The sets that may be tried.</param>
    /// <exception cref="ArgumentException">It cannot; the message names the setting and says what it may be.</exception>
    public void Check(SearchSpace space)
    {
        CheckFigures();
        Optimizers.Create(Method, space, Seed, Trials);
    }

    private void CheckFigures()
    {
        Objective.Check();
        Require(Trials is >= 1 and <= MaxTrials, nameof(Trials), Trials, $"1 to {MaxTrials}");
        Require(BatchSize is >= 1 and <= MaxBatchSize, nameof(BatchSize), BatchSize, $"1 to {MaxBatchSize}");
        Require(HistoryDays >= 1, nameof(HistoryDays), HistoryDays, "at least 1");
        Require(FillMaxBars >= 0, nameof(FillMaxBars), FillMaxBars, "at least 0");
        Require(TestShare is >= 0 and <= MaxTestShare, nameof(TestShare), TestShare, FormattableString.Invariant($"0 to {MaxTestShare}"));
        if (string.IsNullOrWhiteSpace(Symbol))
            throw new ArgumentException($"{nameof(Symbol)} names no instrument.");
        if (SeededFrom is not null && Method != SearchMethod.Evolutionary)
            throw new ArgumentException($"{Method} search cannot begin with the best of '{SeededFrom}'; {SearchMethod.Evolutionary} can.");
    }

    private static void Require(bool valid, string name, double value, string range)
    {
        if (!valid)
            throw new ArgumentException(FormattableString.Invariant($"{name} must be {range}, not {value}."));
    }
}
