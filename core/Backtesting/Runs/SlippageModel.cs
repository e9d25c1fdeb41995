using Serverless.Core.Execution.Costs;

namespace Serverless.Core.Backtesting.Runs;

/// <summary>The slippage of a run, by name; <see cref="ConfiguredRun"/> turns it into the struct that the loop is compiled for.</summary>
public abstract record SlippageModel
{
    private SlippageModel()
    {
    }

    /// <summary><see cref="BasisPointSlippage"/>.</summary>
    public sealed record BasisPoints : SlippageModel
    {
        /// <summary>Basis points of the price.</summary>
        public double Bps { get; init; } = 2;
    }

    /// <summary><see cref="FixedSlippage.Ticks"/>; the tick is the instrument's.</summary>
    public sealed record Ticks : SlippageModel
    {
        /// <summary>Number of ticks.</summary>
        public double Count { get; init; } = 1;
    }

    /// <summary><see cref="FixedSlippage.HalfSpread"/>.</summary>
    public sealed record Spread : SlippageModel
    {
        /// <summary>Ask less bid, in quote currency.</summary>
        public double Width { get; init; }
    }

    /// <summary><see cref="AverageRangeSlippage"/>.</summary>
    public sealed record AverageRange : SlippageModel
    {
        /// <summary>Period of the average true range, in bars.</summary>
        public int Period { get; init; } = 14;

        /// <summary>Times the range.</summary>
        public double Multiple { get; init; } = 0.05;

        /// <summary>Basis points while there is no range yet.</summary>
        public double FallbackBps { get; init; } = 2;
    }

    /// <summary><see cref="LinearImpactSlippage"/>.</summary>
    public sealed record LinearImpact : SlippageModel
    {
        /// <summary>Impact of an order as large as the volume of its bar, as a share of the price.</summary>
        public double Coefficient { get; init; } = 0.1;
    }

    /// <summary><see cref="SquareRootImpactSlippage"/>.</summary>
    public sealed record SquareRootImpact : SlippageModel
    {
        /// <summary>Y of the law.</summary>
        public double Coefficient { get; init; } = 1;

        /// <summary>Bars from which daily volume and volatility are measured.</summary>
        public int Window { get; init; } = 100;
    }
}
