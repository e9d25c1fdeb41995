namespace Parquet;

/// <summary>How pages are compressed. None, Snappy, Gzip and Brotli are read and written; the others are refused by name.</summary>
public enum CompressionMethod
{
    /// <summary>Not compressed.</summary>
    None = 0,

    /// <summary>Snappy, raw block format.</summary>
    Snappy = 1,

    /// <summary>Gzip.</summary>
    Gzip = 2,

    /// <summary>LZO; not supported.</summary>
    Lzo = 3,

    /// <summary>Brotli.</summary>
    Brotli = 4,

    /// <summary>LZ4 with Hadoop's framing; not supported.</summary>
    LZ4 = 5,

    /// <summary>Zstandard; not supported.</summary>
    Zstd = 6,

    /// <summary>LZ4, raw block format; not supported.</summary>
    Lz4Raw = 7,
}
