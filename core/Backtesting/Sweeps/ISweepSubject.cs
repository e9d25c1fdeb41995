using System.Collections.Immutable;
using Serverless.Core.Indicators;
using Serverless.Core.Time;

namespace Serverless.Core.Backtesting.Sweeps;

/// <summary>A strategy, and all that decides a run of it beside bars and parameters. Thread-safe.</summary>
public interface ISweepSubject
{
    /// <summary>Identity: where it is equal, equal bars and parameters give equal figures.</summary>
    string Key { get; }

    /// <summary>The calendar that annualisation counts by.</summary>
    Market Market { get; }

    /// <summary>Runs one parameter set over the bars from <paramref name="start"/> on. What the strategy does wrong is a failure in the row.</summary>
    /// <param name="indicators">The bars up to the last one to trade, with columns that all sets share.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="start">First bar to trade.</param>
    /// <param name="equity">One value for each bar to trade: memory of this thread. On return, the curve where the run finished.</param>
    SweepRow Run(IndicatorSet indicators, ImmutableSortedDictionary<string, double> parameters, int start, double[] equity);
}
