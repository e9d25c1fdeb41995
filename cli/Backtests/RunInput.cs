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
    /// <exception cref="ArgumentException">No bar lies between start and end.</exception>
    /// <exception cref="NotSupportedException">The run is one of several symbols or strategies.</exception>
    public static RunInput Create(ConfigurationType<RunConfiguration> schema, RunConfiguration configuration, RunSource source)
    {
        if (configuration.IsPortfolio)
            throw new NotSupportedException("the run has several symbols or strategies, or a budget; this command runs one strategy on one symbol. Choose with --symbol and --strategy.");
        var range = ConfiguredRun.RangeOf(configuration, source.Series);
        return new RunInput(schema, configuration, source.Series.Slice(0, range.End.Value), range, source.Description);
    }

    /// <summary>What is run.</summary>
    public RunStrategy Strategy => Configuration.Strategies[0];

    /// <summary>What a run of it is made of.</summary>
    public RunOrigin Origin() => new(
        Strategy.Definition.Schema.Name,
        Schema.Write(Configuration)!,
        Schema.Hash(Configuration),
        ContentHash.Of(Bars),
        CodeVersion.Current);
}
