using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Serverless.Core.MarketData;
using Serverless.Core.Optimization.Objectives;
using Serverless.Core.Optimization.Search;
using Serverless.Core.Optimization.Space;
using Serverless.Core.Strategies;

namespace Serverless.Core.Optimization;

/// <summary>How parameters are searched, whatever they are of. Together with an <see cref="ISearchSubject"/> it decides every trial.</summary>
public sealed record SearchSettings
{
    /// <summary>Most trials of one search.</summary>
    public const int MaxTrials = 100_000;

    /// <summary>Most proposals of one batch.</summary>
    public const int MaxBatchSize = 1000;

    private const double MaxTestShare = 0.9;

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

    /// <summary>Values of parameters; those of one value are held fixed. Of models, all that are searched; of a signal, those that differ from its own.</summary>
    public IReadOnlyList<ParameterDistribution> Ranges { get; init; } = [];

    /// <summary>A completed search whose best sets <see cref="SearchMethod.Evolutionary"/> begins with; null begins with fresh ones.</summary>
    public string? SeededFrom { get; init; }

    /// <summary>Last part of the run that the search does not see, 0 … 0.9: the best set is tried there once.</summary>
    public double TestShare { get; init; } = 0.3;

    /// <summary>Most missing bars in a row that the last close before them stands in for; 0 leaves missing bars out. Models have a policy each.</summary>
    public int FillMaxBars { get; init; }

    /// <summary>What <see cref="FillMaxBars"/> means for a series.</summary>
    [JsonIgnore]
    public IMissingDataPolicy MissingData => FillMaxBars == 0 ? new SkipMissing() : new ForwardFill(FillMaxBars);

    /// <summary>The optimiser.</summary>
    /// <param name="space">The sets that may be tried.</param>
    /// <param name="seeds">Sets to begin with.</param>
    /// <exception cref="ArgumentException">The method cannot search this space, or a seed does not lie in it.</exception>
    public IOptimizer ToOptimizer(SearchSpace space, params IReadOnlyList<ImmutableSortedDictionary<string, double>> seeds) =>
        Optimizers.Create(Method, space, Seed, Trials, seeds);

    /// <summary>Throws unless a search can begin with these settings.</summary>
    /// <param name="space">The sets that may be tried.</param>
    /// <exception cref="ArgumentException">It cannot; the message names the setting and says what it may be.</exception>
    public void Check(SearchSpace space)
    {
        Objective.Check();
        Require(Trials is >= 1 and <= MaxTrials, nameof(Trials), Trials, $"1 to {MaxTrials}");
        Require(BatchSize is >= 1 and <= MaxBatchSize, nameof(BatchSize), BatchSize, $"1 to {MaxBatchSize}");
        Require(FillMaxBars >= 0, nameof(FillMaxBars), FillMaxBars, "at least 0");
        Require(TestShare is >= 0 and <= MaxTestShare, nameof(TestShare), TestShare, FormattableString.Invariant($"0 to {MaxTestShare}"));
        if (SeededFrom is not null && Method != SearchMethod.Evolutionary)
            throw new ArgumentException($"{Method} search cannot begin with the best of '{SeededFrom}'; {SearchMethod.Evolutionary} can.");
        ToOptimizer(space);
    }

    private static void Require(bool valid, string name, double value, string range)
    {
        if (!valid)
            throw new ArgumentException(FormattableString.Invariant($"{name} must be {range}, not {value}."));
    }
}
