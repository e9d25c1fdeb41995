using System.Collections.Immutable;
using Serverless.Core.Backtesting;
using Serverless.Core.Backtesting.Runs;
using Serverless.Core.Backtesting.Sweeps;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Optimization.Objectives;
using Serverless.Core.Optimization.Search;
using Serverless.Core.Optimization.Space;
using Serverless.Core.Optimization.Trials;
using Serverless.Core.Strategies;

namespace Serverless.Core.Optimization;

/// <summary>The parameters of a signal on one series. Bars before the run warm indicators up; the last part of the run is kept back.</summary>
public sealed class SignalSearch : ISearchSubject
{
    private readonly PlainSignal signal;
    private readonly SearchSettings settings;
    private readonly FeatureCache features;
    private readonly string dataHash;
    private readonly Range train;
    private readonly Range test;

    /// <summary>Prepares a search.</summary>
    /// <param name="run">One signal on one symbol, with no more to it than a <see cref="PlainSignal"/> has.</param>
    /// <param name="configurationHash">Its hash.</param>
    /// <param name="bars">Bars of its symbol and timeframe.</param>
    /// <param name="settings">How it is searched.</param>
    /// <param name="features">Columns that are shared with others; null for columns of its own.</param>
    /// <exception cref="ArgumentException">There is more to the run, no bar lies between its start and end, or a setting is not valid.</exception>
    public SignalSearch(RunConfiguration run, string configurationHash, BarSeries bars, SearchSettings settings, FeatureCache? features = null)
    {
        ArgumentNullException.ThrowIfNull(bars);
        (signal, Space) = Read(run, settings);
        this.settings = settings;
        this.features = features ?? new FeatureCache();
        ConfigurationHash = configurationHash;
        var used = bars.Slice(0, ConfiguredRun.RangeOf(run, bars).End.Value);
        Bars = BarAlignment.Align(used, run.Market, settings.MissingData).Series;
        dataHash = ContentHash.Of(Bars);
        var (start, length) = ConfiguredRun.RangeOf(run, Bars).GetOffsetAndLength(Bars.Count);
        var cut = Bars.Count - (int)(length * settings.TestShare);
        if (cut == start)
            throw new ArgumentException($"{bars.Symbol} {bars.Timeframe}: no bar is left to try parameters on.", nameof(bars));
        (train, test) = (start..cut, cut..Bars.Count);
    }

    /// <summary>The bars up to the end of the run.</summary>
    public BarSeries Bars { get; }

    /// <inheritdoc/>
    public string ConfigurationHash { get; }

    /// <inheritdoc/>
    public SearchSpace Space { get; }

    /// <summary>What is searched, beside what the template says.</summary>
    /// <param name="run">The run.</param>
    /// <param name="given">Values such as <c>slow=100..240:20</c>; where there are none, what the strategy's <c>search</c> says counts.</param>
    /// <exception cref="FormatException">A text is no such range.</exception>
    public static ImmutableArray<ParameterDistribution> RangesOf(RunConfiguration run, IReadOnlyList<string> given)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(given);
        return given.Count > 0 ? [.. given.Select(text => ParameterAxis.Parse(text).ToDistribution())] : [.. run.Strategies.SelectMany(strategy => strategy.Search.Values)];
    }

    /// <summary>Throws unless such a run can be searched so.</summary>
    /// <exception cref="ArgumentException">It cannot; the message names what is in the way.</exception>
    public static void Check(RunConfiguration run, SearchSettings settings) => Read(run, settings);

    /// <inheritdoc/>
    public Trial Try(Proposal proposal) => Try(proposal, train, settings.Objective);

    /// <inheritdoc/>
    public Trial? TryUnseen(Proposal proposal) => test.Start.Equals(test.End) ? null : Try(proposal, test, settings.Objective with { Limits = [] });

    private Trial Try(Proposal proposal, Range range, Objective objective)
    {
        using var indicators = features.SetOf(dataHash, Bars, signal.Settings.Market);
        return TrialRun.Run(indicators, signal.Template, signal.Settings, range, objective, proposal, dataHash);
    }

    private static (PlainSignal Signal, SearchSpace Space) Read(RunConfiguration run, SearchSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var signal = PlainSignal.Require(run);
        var space = SearchSpace.Of(signal.Template, settings.Ranges);
        settings.Check(space);
        return (signal, space);
    }
}
