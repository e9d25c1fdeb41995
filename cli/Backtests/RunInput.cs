using Serverless.Core.Backtesting.Runs;
using Serverless.Core.Configuration;
using Serverless.Core.MarketData;
using Serverless.Infra.Runs;

namespace Serverless.Cli.Backtests;

/// <summary>A run that can be executed.</summary>
/// <param name="Schema">The format of its configuration.</param>
/// <param name="Configuration">What to run.</param>
/// <param name="Bars">The bars up to the end of the run.</param>
/// <param name="Range">Bars to trade.</param>
/// <param name="Source">Where the bars come from.</param>
internal sealed record RunInput(ConfigurationType<RunConfiguration> Schema, RunConfiguration Configuration, BarSeries Bars, Range Range, string Source)
{
    /// <summary>What is run.</summary>
    public RunStrategy Strategy => Configuration.Strategies[0];

    /// <summary>What a run of it is made of.</summary>
    public RunOrigin Origin() => RunOrigin.Of(Schema, Configuration, [Bars], RunOrigin.CurrentCode);

    /// <summary>Makes the files of a search around it.</summary>
    /// <param name="search">What decides the search beside the run.</param>
    public SearchRecord Record<T>(T search) => SearchRecord.Of(Origin(), Strategy.Definition.Schema, Bars, search);
}
