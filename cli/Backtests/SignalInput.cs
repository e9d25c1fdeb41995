using Serverless.Core.Backtesting;
using Serverless.Core.Backtesting.Runs;
using Serverless.Core.MarketData;
using Serverless.Core.Strategies;

namespace Serverless.Cli.Backtests;

/// <summary>A run that the fast path can take: what is run thousands of times must be that.</summary>
/// <param name="Template">The rule.</param>
/// <param name="Settings">Costs, sizing, and so on.</param>
/// <param name="Bars">The bars to trade.</param>
internal sealed record SignalInput(StrategyTemplate Template, BacktestSettings Settings, BarSeries Bars)
{
    /// <exception cref="CommandException">There is more to the run.</exception>
    public static SignalInput Of(RunInput input)
    {
        try
        {
            var signal = PlainSignal.Require(input.Configuration);
            var start = input.Range.Start.Value;
            return new SignalInput(signal.Template, signal.Settings, input.Bars.Slice(start, input.Bars.Count - start));
        }
        catch (ArgumentException error)
        {
            throw new CommandException(Reason.Of(error), ExitCode.Usage, error);
        }
    }
}
