namespace Serverless.Core.MarketData;

/// <summary>What can be wrong with a file of bars.</summary>
public enum DataDefect
{
    /// <summary>The file cannot be opened, decompressed or decoded to its end: truncated or corrupt gzip, lines without end.</summary>
    Unreadable,

    /// <summary>The file holds no usable row.</summary>
    Empty,

    /// <summary>None of the first lines names a known column.</summary>
    NoHeader,

    /// <summary>A line before the header, such as a vendor's banner, was skipped.</summary>
    Banner,

    /// <summary>A column that bars need is not in the header.</summary>
    MissingColumn,

    /// <summary>A row has more or fewer fields than the header.</summary>
    FieldCount,

    /// <summary>A time is in no supported notation, or outside 1900 … 2200.</summary>
    BadTime,

    /// <summary>A price or volume is not a number; a missing value counts as such.</summary>
    BadNumber,

    /// <summary>A price or volume is NaN or infinite.</summary>
    NotFinite,

    /// <summary>A price is zero or negative.</summary>
    NonPositivePrice,

    /// <summary>A volume is negative.</summary>
    NegativeVolume,

    /// <summary>High, low, open and close contradict each other, for example high below low.</summary>
    InconsistentPrices,

    /// <summary>The whole file runs from the newest bar to the oldest. Repair turns it round.</summary>
    Descending,

    /// <summary>A row is older than rows above it. Repair sorts the rows.</summary>
    OutOfOrder,

    /// <summary>Two rows have the same time and the same values.</summary>
    DuplicateIdentical,

    /// <summary>Two rows have the same time and different values.</summary>
    DuplicateDiffering,

    /// <summary>The rows' usual step is not a known timeframe, or not the one that was declared.</summary>
    Timeframe,

    /// <summary>Bars do not open on multiples of their length since midnight UTC.</summary>
    OffGrid,

    /// <summary>Bars are missing between two rows. Gaps are never filled.</summary>
    Gap,

    /// <summary>A single print far beyond both neighbours, which reverts at once; its size is the ratio to the nearer one.</summary>
    BadTick,

    /// <summary>A move or wick of unusual size that may be real; its size is the ratio of prices.</summary>
    Outlier,

    /// <summary>Bars that were interpolated between two real ones.</summary>
    Fabricated,

    /// <summary>The same four prices in bar after bar.</summary>
    StaleRun,

    /// <summary>Bars without volume in a series that has volume.</summary>
    ZeroVolume,

    /// <summary>The level of the volume changes at once and stays: another feed, another unit. Its size is the ratio of the levels.</summary>
    VolumeBreak,

    /// <summary>Prices jump by the ratio of a split; its size is new shares per old one.</summary>
    UnadjustedSplit,

    /// <summary>The ticker passed to another instrument: bars resume after a long gap, at another level.</summary>
    TickerReuse,

    /// <summary>More rows were quarantined than the policy allows.</summary>
    TooManyQuarantined,

    /// <summary>Another file holds the same symbol and timeframe, and was preferred.</summary>
    Superseded,
}
