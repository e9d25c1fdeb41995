namespace Serverless.Core.Execution.Costs;

/// <summary>The same amount for every trade.</summary>
/// <param name="amount">In quote currency; not negative.</param>
public readonly struct FixedCommission(double amount) : ICommission
{
    private readonly double amount = amount >= 0 && double.IsFinite(amount)
        ? amount
        : throw new ArgumentOutOfRangeException(nameof(amount), amount, "Must be finite and not negative.");

    /// <inheritdoc/>
    public double Fee(in FillQuote fill, double price) => amount;

    /// <inheritdoc/>
    public double Rate(double price) => 0;
}
