namespace Serverless.Core.MarketData;

/// <summary>What is known of stored data.</summary>
/// <param name="Dataset">Which data.</param>
/// <param name="Version">1 for the first content stored under this name, one more with each change.</param>
/// <param name="StoredAt">When this version was stored.</param>
/// <param name="Origin">Where the data came from.</param>
/// <param name="Gaps">Places where bars are missing between two bars, by the market's calendar; 0 for dated figures.</param>
/// <param name="MissingBars">Bars missing in them.</param>
/// <param name="Defects">What the import found in the source and did about it, by kind.</param>
public sealed record DatasetManifest(
    DatasetInfo Dataset, int Version, DateTimeOffset StoredAt, DataOrigin Origin, int Gaps, int MissingBars, IReadOnlyList<DefectCount> Defects)
{
    /// <summary>Splits that show as jumps of prices, which their vendor calls raw: a test would take them for gains and losses.</summary>
    public int RawSplits => Origin.Adjustment != PriceAdjustment.Raw
        ? 0
        : Defects.Where(defect => defect.Defect == DataDefect.UnadjustedSplit).Sum(defect => defect.Count);

    /// <summary>Whether the other says the same of the same data: all but version and time.</summary>
    public bool SaysTheSameAs(DatasetManifest other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return this == other with { Version = Version, StoredAt = StoredAt };
    }

    /// <summary>Equal in every part.</summary>
    public bool Equals(DatasetManifest? other) => other is not null
        && (Dataset, Version, StoredAt, Origin, Gaps, MissingBars) == (other.Dataset, other.Version, other.StoredAt, other.Origin, other.Gaps, other.MissingBars)
        && Defects.SequenceEqual(other.Defects);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Dataset, Version);
}
