using Serverless.Core.Backtesting.Runs;
using Serverless.Core.Configuration;
using Serverless.Core.MarketData;
using Serverless.Infra.Runs;

namespace Serverless.Cli.Backtests;

/// <summary>What to run, on which data.</summary>
/// <param name="Schema">The format of its configuration.</param>
/// <param name="Configuration">What to run.</param>
/// <param name="Sources">Bars of each symbol, in the order of the configuration.</param>
internal sealed record RunRequest(ConfigurationType<RunConfiguration> Schema, RunConfiguration Configuration, IReadOnlyList<RunSource> Sources)
{
    public const string OneAtATime =
        "the run has several symbols or strategies, or a budget; sweep, examine and --prove-causal take one strategy on one symbol:"
        + " choose with --symbol and --strategy, and leave the budget at 1.";

    /// <summary>The run, where it is of one strategy on one symbol.</summary>
    /// <exception cref="CommandException">It is not, or no bar lies between start and end.</exception>
    public RunInput Single()
    {
        if (Configuration.IsPortfolio)
            throw new CommandException(OneAtATime, ExitCode.Usage);
        return new RunInput(Schema, Configuration, Series()[0], RangeOf(Sources[0]), Sources[0].Description);
    }

    /// <summary>Bars of each symbol up to the end of the run.</summary>
    /// <exception cref="CommandException">No bar of a symbol lies between start and end.</exception>
    public IReadOnlyList<BarSeries> Series() => [.. Sources.Select(source => source.Series.Slice(0, RangeOf(source).End.Value))];

    /// <summary>What a portfolio of it is made of.</summary>
    /// <param name="bars"><see cref="Series"/>.</param>
    public RunOrigin Origin(IReadOnlyList<BarSeries> bars) => RunOrigin.Of(Schema, Configuration, bars, RunOrigin.CurrentCode);

    private Range RangeOf(RunSource source)
    {
        try
        {
            return ConfiguredRun.RangeOf(Configuration, source.Series);
        }
        catch (ArgumentException error)
        {
            throw new CommandException(Reason.Of(error), ExitCode.Usage, error);
        }
    }
}
