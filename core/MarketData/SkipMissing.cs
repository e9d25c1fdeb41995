namespace Serverless.Core.MarketData;

/// <summary>Missing bars stay absent: the next bar follows the one before the gap.</summary>
public sealed record SkipMissing : IMissingDataPolicy
{
    /// <inheritdoc/>
    public Bar? Fill(BarSeries past, int age, DateTime openTime) => null;

    /// <summary><c>skip</c>.</summary>
    public override string ToString() => "skip";
}
