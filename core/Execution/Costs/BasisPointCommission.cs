namespace Serverless.Core.Execution.Costs;

/// <summary>A share of the value of every trade.</summary>
/// <param name="bps">Basis points (0.0001); at least 0, below 10 000.</param>
public readonly struct BasisPointCommission(double bps) : ICommission
{
    private readonly double rate = bps is >= 0 and < 10_000
        ? bps / 10_000
        : throw new ArgumentOutOfRangeException(nameof(bps), bps, "Must be at least 0 and below 10000 basis points.");

    /// <inheritdoc/>
    public double Fee(in FillQuote fill, double price) => Math.Abs(fill.Quantity) * price * rate;

    /// <inheritdoc/>
    public double Rate(double price) => rate;
}
