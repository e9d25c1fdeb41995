namespace Serverless.Core.Execution;

/// <summary>What a market order costs beside the price, in basis points (1 bps = 0.0001).</summary>
public sealed record ExecutionCosts
{
    /// <summary>Commission on the notional of every fill; not negative.</summary>
    public double CommissionBps { get; init => field = NotNegative(value, nameof(CommissionBps)); } = 4;

    /// <summary>How much worse than the quoted price every fill is; not negative, below 10 000.</summary>
    public double SlippageBps { get; init => field = NotNegative(value, nameof(SlippageBps)); } = 2;

    // Written so that NaN is refused too.
    private static double NotNegative(double bps, string name) => bps is >= 0 and < 10_000
        ? bps
        : throw new ArgumentOutOfRangeException(name, bps, $"{name} must be at least 0 and below 10000 basis points.");
}
