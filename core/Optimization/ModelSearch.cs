using System.Collections.Immutable;
using Serverless.Core.Backtesting.Models;
using Serverless.Core.Backtesting.Sweeps;
using Serverless.Core.Optimization.Objectives;
using Serverless.Core.Optimization.Search;
using Serverless.Core.Optimization.Space;
using Serverless.Core.Optimization.Trials;
using Serverless.Core.Strategies;

namespace Serverless.Core.Optimization;

/// <summary>The parameters of models on one account, called <c>EquityTrendModel_v1.average</c>. The last part of the time is kept back, in whole days.</summary>
public sealed class ModelSearch : ISearchSubject
{
    private readonly SearchSettings settings;
    private readonly string dataHash;
    private readonly Lazy<ModelSweep> train;
    private readonly Lazy<ModelSweep> test;

    /// <summary>Prepares a search.</summary>
    /// <param name="configuration">What is run; parameters that no range names stay as they are.</param>
    /// <param name="run">The same, prepared.</param>
    /// <param name="settings">How it is searched; see <see cref="RangesOf"/>.</param>
    /// <exception cref="ArgumentException">A setting is not valid.</exception>
    public ModelSearch(PlatformConfiguration configuration, ModelRun run, SearchSettings settings)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(run);
        Check(settings);
        this.settings = settings;
        Space = SpaceOf(settings);
        ConfigurationHash = configuration.Hash;
        dataHash = run.Data.Hash;
        var cut = Cut(configuration, run, settings.TestShare);
        train = new Lazy<ModelSweep>(() => Sweep(configuration with { End = cut }));
        test = new Lazy<ModelSweep>(() => Sweep(configuration with { Start = cut }));

        ModelSweep Sweep(PlatformConfiguration part) => new(part, new ModelRun(part, run.Data));
    }

    /// <inheritdoc/>
    public string ConfigurationHash { get; }

    /// <inheritdoc/>
    public SearchSpace Space { get; }

    /// <summary>What is searched.</summary>
    /// <param name="configuration">What is run.</param>
    /// <param name="given">Values such as <c>EquityTrendModel_v1.average=100..300:50</c>; where there are none, the configuration's <c>search</c> counts.</param>
    /// <exception cref="ArgumentException">There is nothing to search, a name is no parameter's, or a value is not allowed.</exception>
    /// <exception cref="FormatException">A text is no such range.</exception>
    public static ImmutableArray<ParameterDistribution> RangesOf(PlatformConfiguration configuration, IReadOnlyList<string> given)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(given);
        if (given.Count == 0 && configuration.Searched is { Count: > 0 } searched)
            return [.. searched];
        var axes = ModelAxes.Of(configuration, given);
        // Whether names and values are allowed is asked of one set with each value, not of all combinations.
        foreach (var value in Enumerable.Range(0, axes.Select(axis => axis.Values.Count).DefaultIfEmpty(1).Max()))
            ModelAxes.Grid(configuration, [.. axes.Select(axis => axis with { Values = [axis.Values[Math.Min(value, axis.Values.Count - 1)]] })]);
        return [.. axes.Select(axis => axis.ToDistribution())];
    }

    /// <summary>Throws unless models can be searched so.</summary>
    /// <exception cref="ArgumentException">They cannot; the message names the setting and says what it may be.</exception>
    public static void Check(SearchSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Method == SearchMethod.Hyperband)
            throw new ArgumentException($"{SearchMethod.Hyperband} tries sets on parts of the bars, and models are run on all of them; choose another method.", nameof(settings));
        settings.Check(SpaceOf(settings));
    }

    /// <inheritdoc/>
    public Trial Try(Proposal proposal) => Try(train.Value, proposal, settings.Objective);

    /// <inheritdoc/>
    public Trial? TryUnseen(Proposal proposal) => settings.TestShare > 0 ? Try(test.Value, proposal, settings.Objective with { Limits = [] }) : null;

    private Trial Try(ModelSweep sweep, Proposal proposal, Objective objective)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        var row = sweep.Run(proposal.Parameters);
        if (row.Metrics is not { } metrics)
            return new Trial(proposal, TrialStatus.Failed, null, null, row.Failure?.ToString(), dataHash);
        var verdict = objective.Judge(metrics, proposal.Share);
        return new Trial(proposal, verdict.Value is null ? TrialStatus.Rejected : TrialStatus.Done, verdict.Value, metrics, verdict.Reason, dataHash);
    }

    private static SearchSpace SpaceOf(SearchSettings settings) => SearchSpace.Of(settings.Ranges);

    private static DateTime Cut(PlatformConfiguration configuration, ModelRun run, double testShare)
    {
        var bars = run.Traded;
        var start = configuration.Start ?? bars.Min(one => one.OpenTime(0));
        var end = configuration.End ?? bars.Max(one => one.OpenTime(one.Count - 1)).AddDays(1);
        return (start + ((end - start) * (1 - testShare))).Date;
    }
}
