using System.Collections.Immutable;
using Serverless.Core.Metrics;

namespace Serverless.Core.Backtesting.Sweeps;

/// <summary>Outcome of one parameter set.</summary>
public sealed record SweepRow
{
    /// <summary>The parameters.</summary>
    public required ImmutableSortedDictionary<string, double> Parameters { get; init; }

    /// <summary>Equity at the last close, in quote currency; null after a failure.</summary>
    public double? FinalEquity { get; init; }

    /// <summary>Figures of the run, those of <see cref="Backtester"/> to the bit; null after a failure.</summary>
    public PerformanceMetrics? Metrics { get; init; }

    /// <summary>Why the run stopped; null when it finished.</summary>
    public BacktestFailure? Failure { get; init; }

    /// <summary>Equity at each close, where curves were asked for.</summary>
    public double[]? Equity { get; init; }
}
