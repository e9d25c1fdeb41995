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

    /// <summary>The mapping that was given with the file is not valid.</summary>
    Mapping,

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

    /// <summary>High, low, open and close contradict each other. Repair widens high and low to hold open and close; a bar that is wrong by
    /// more than a quarter, or whose high is below its low, is left out.</summary>
    InconsistentPrices,

    /// <summary>The whole file runs from the newest bar to the oldest. Repair turns it round.</summary>
    Descending,

    /// <summary>A row is older than rows above it. Repair sorts the rows.</summary>
    OutOfOrder,

    /// <summary>Two rows have the same time and the same values.</summary>
    DuplicateIdentical,

    /// <summary>Two rows have the same time and different values. Repair keeps the one that counts more trades or, without such counts, more
    /// volume; quarantine keeps the one furthest down the file.</summary>
    DuplicateDiffering,

    /// <summary>A figure, or a price in a table of many series, is empty: the series has nothing at that time.</summary>
    MissingValue,

    /// <summary>Bars come without volume, and have volume 0.</summary>
    NoVolume,

    /// <summary>Bars come with one price, which is their open, high, low and close.</summary>
    CloseOnly,

    /// <summary>Volume counts money instead of the asset. Repair divides it by the close.</summary>
    QuoteVolume,

    /// <summary>Times mix seconds, milliseconds or dates. Repair reads each by its own size.</summary>
    MixedTimeUnits,

    /// <summary>Times are the ends of bars. Repair moves them to the starts.</summary>
    EndLabels,

    /// <summary>Times miss their grid by less than a second. Repair moves them onto it.</summary>
    Jitter,

    /// <summary>Times are those of a clock that is a whole number of hours off UTC, as the grid of the payments shows. Repair moves them
    /// back.</summary>
    ShiftedTimes,

    /// <summary>Rows of one symbol repeat another symbol's in the same file.</summary>
    CopiedRows,

    /// <summary>The file holds something else than bars and figures, or mixes what cannot be told apart.</summary>
    Unsupported,

    /// <summary>The rows' usual step is not a known timeframe, or not the one that was declared.</summary>
    Timeframe,

    /// <summary>Bars do not open on multiples of their length since midnight UTC.</summary>
    OffGrid,

    /// <summary>Bars are missing between two rows. Gaps are never filled.</summary>
    Gap,

    /// <summary>A single print far beyond both neighbours, which reverts at once; its size is the ratio to the nearer one. Repair
    /// brings every price of the bar into the range of the bars before and after it.</summary>
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
