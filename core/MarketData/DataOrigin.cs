namespace Serverless.Core.MarketData;

/// <summary>Where data came from.</summary>
/// <param name="Vendor">Who published them, for example <c>Binance</c>; <c>synthetic</c> for a generator; <c>unknown</c>.</param>
/// <param name="Source">The file's name, the address, or the generator's seed.</param>
/// <param name="SourceSha256">SHA-256 of the source file's bytes as they were found, 64 lower-case hexadecimal digits; null where there
/// was no file.</param>
/// <param name="Adjustment">What the vendor did to the prices of equities.</param>
public sealed record DataOrigin(string Vendor, string Source, string? SourceSha256 = null, PriceAdjustment Adjustment = PriceAdjustment.Unknown)
{
    /// <summary>Bars that <see cref="SyntheticMarket"/> made.</summary>
    public static DataOrigin Synthetic(long seed) => new("synthetic", $"seed {seed}", null, PriceAdjustment.SplitAndDividend);
}
