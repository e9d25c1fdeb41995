using System.Collections.Immutable;

namespace Serverless.Core.MarketData.Benchmarks;

/// <summary>Which assets a market-capitalisation-weighted basket holds, and how much of each.</summary>
public sealed record BasketRules
{
    /// <summary>
    /// Largest weight of an asset at a rebalance, above 0 up to 1; what is above it goes to the others in proportion. The default is what
    /// <c>risk.maxAsset</c> lets a portfolio hold of one asset, so that nothing is compared with what it may not do.
    /// </summary>
    public double MaxWeight { get; init; } = 0.4;

    /// <summary>The largest assets that are held, at least 1: few enough that each could be traded.</summary>
    public int MaxAssets { get; init; } = 10;

    /// <summary>Symbols that are never held; the default are tokens that stand for an asset which the basket holds already.</summary>
    public ImmutableHashSet<string> Excluded { get; init; } = ["WBTC"];

    /// <summary>
    /// An asset whose closes lie this close to 1, by the median distance over the last <see cref="StableDays"/> days, is money and no investment:
    /// a stablecoin is recognised by what it does, without a list of names. From 2013 to 2021 that of stablecoins was 0.018 at most, that of 21
    /// other coins 0.098 at least. 0 turns the rule off.
    /// </summary>
    public double StableDistance { get; init; } = 0.04;

    /// <summary>Days that <see cref="StableDistance"/> looks at, at least 1; fewer when the asset is younger.</summary>
    public int StableDays { get; init; } = 90;

    /// <summary>Days since the first bar before an asset is held, at least 1: the prices of the first days of trading are hardly tradable.</summary>
    public int MinHistoryDays { get; init; } = 30;

    /// <summary>Age in days beyond which a capitalisation or a price no longer counts, at least 1.</summary>
    public int MaxAgeDays { get; init; } = 3;

    /// <summary>Why these rules cannot be used, with the key at fault; null when they can.</summary>
    public string? FindProblem() => this switch
    {
        { MaxWeight: not (> 0 and <= 1) } => FormattableString.Invariant($"benchmark.max_weight is {MaxWeight}; it must be above 0 up to 1."),
        { MaxAssets: < 1 } => $"benchmark.max_assets is {MaxAssets}; it must be at least 1.",
        { StableDistance: not (>= 0 and < 1) } => FormattableString.Invariant($"benchmark.stable_distance is {StableDistance}; it must be 0 up to 1, without 1."),
        { StableDays: < 1 } => $"benchmark.stable_days is {StableDays}; it must be at least 1.",
        { MinHistoryDays: < 1 } => $"benchmark.min_history_days is {MinHistoryDays}; it must be at least 1.",
        { MaxAgeDays: < 1 } => $"benchmark.max_age_days is {MaxAgeDays}; it must be at least 1.",
        _ => null,
    };
}
