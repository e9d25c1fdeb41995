using Serverless.Core.Backtesting.Models;
using Serverless.Core.Backtesting.Runs;
using Serverless.Core.Configuration;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Optimization;
using Serverless.Infra.Runs;

namespace Serverless.Infra.Optimizations;

/// <summary>A search that is ready.</summary>
/// <param name="Subject">What is searched.</param>
/// <param name="Settings">How.</param>
/// <param name="Record">Makes the files of its result.</param>
public sealed record PreparedSearch(ISearchSubject Subject, SearchSettings Settings, SearchRecord Record)
{
    /// <summary>Of the parameters of a signal.</summary>
    /// <param name="schema">Format of the configuration.</param>
    /// <param name="run">What is run.</param>
    /// <param name="bars">Bars of its symbol.</param>
    /// <param name="settings">How it is searched.</param>
    /// <param name="codeVersion">Version of the code.</param>
    /// <param name="features">Columns that are shared with others; null for columns of its own.</param>
    /// <exception cref="ArgumentException">The run cannot be searched so, or has no bars.</exception>
    public static PreparedSearch Of(
        ConfigurationType<RunConfiguration> schema, RunConfiguration run, BarSeries bars, SearchSettings settings, string codeVersion, FeatureCache? features = null)
    {
        ArgumentNullException.ThrowIfNull(bars);
        var used = bars.Slice(0, ConfiguredRun.RangeOf(run, bars).End.Value);
        var origin = RunOrigin.Of(schema, run, [used], codeVersion);
        return new PreparedSearch(
            new SignalSearch(run, origin.ConfigurationHash, used, settings, features),
            settings,
            SearchRecord.Of(origin, run.Strategies[0].Definition.Schema, used, settings));
    }

    /// <summary>Of the parameters of models.</summary>
    /// <param name="platform">What is run.</param>
    /// <param name="run">The same, prepared.</param>
    /// <param name="settings">How it is searched.</param>
    /// <param name="codeVersion">Version of the code.</param>
    /// <exception cref="ArgumentException">The run cannot be searched so.</exception>
    public static PreparedSearch Of(PlatformConfiguration platform, ModelRun run, SearchSettings settings, string codeVersion) =>
        new(new ModelSearch(platform, run, settings), settings, SearchRecord.Of(platform, run, codeVersion, settings));
}
