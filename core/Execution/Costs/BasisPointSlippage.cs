namespace Serverless.Core.Execution.Costs;

/// <summary>The same share of the price for every trade.</summary>
/// <param name="bps">Basis points (0.0001); at least 0, below 10 000.</param>
public readonly struct BasisPointSlippage(double bps) : ISlippage
{
    private readonly double rate = bps is >= 0 and < 10_000
        ? bps / 10_000
        : throw new ArgumentOutOfRangeException(nameof(bps), bps, "Must be at least 0 and below 10000 basis points.");

    /// <inheritdoc/>
    public double Price(in FillQuote fill) => fill.Quote * (1 + (Math.Sign(fill.Quantity) * rate));
}
