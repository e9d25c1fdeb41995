namespace Parquet;

/// <summary>How files are read and written.</summary>
public class ParquetOptions
{
    /// <summary>Reads byte arrays that are not marked as text as UTF-8 text.</summary>
    public bool TreatByteArrayAsString { get; set; }

    /// <summary>Reads dates as <see cref="DateOnly"/>, else as <see cref="DateTime"/> at midnight, UTC.</summary>
    public bool UseDateOnlyTypeForDates { get; set; }

    /// <summary>Reads times in milliseconds as <see cref="TimeOnly"/>, else as <see cref="TimeSpan"/>.</summary>
    public bool UseTimeOnlyTypeForTimeMillis { get; set; }

    /// <summary>Reads times in microseconds as <see cref="TimeOnly"/>, else as <see cref="TimeSpan"/>.</summary>
    public bool UseTimeOnlyTypeForTimeMicros { get; set; }

    /// <summary>
    /// Writes a column as dictionary and indexes where at most <see cref="DictionaryEncodingThreshold"/> of its values are distinct;
    /// texts, numbers, decimals and timestamps only.
    /// </summary>
    public bool UseDictionaryEncoding { get; set; } = true;

    /// <summary>The largest share of distinct values, 0 to 1, with which a column is written with a dictionary.</summary>
    public double DictionaryEncodingThreshold { get; set; } = 0.8;

    /// <summary>Writes integers of 16 to 64 bits as differences where they have no dictionary, else plainly.</summary>
    public bool UseDeltaBinaryPackedEncoding { get; set; } = true;
}
