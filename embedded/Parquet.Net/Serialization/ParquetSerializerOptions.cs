using System.IO.Compression;

namespace Parquet.Serialization;

/// <summary>How objects are written and read.</summary>
public class ParquetSerializerOptions
{
    /// <summary>Adds row groups to an existing file.</summary>
    public bool Append { get; set; }

    /// <summary>How pages are compressed.</summary>
    public CompressionMethod CompressionMethod { get; set; } = CompressionMethod.Snappy;

    /// <summary>How hard gzip and Brotli try.</summary>
    public CompressionLevel CompressionLevel { get; set; } = CompressionLevel.Optimal;

    /// <summary>Rows of a row group, at least 1; all rows in one group when null.</summary>
    public int? RowGroupSize { get; set; }

    /// <summary>Finds columns for properties without regard to case.</summary>
    public bool PropertyNameCaseInsensitive { get; set; }

    /// <summary>How values are encoded.</summary>
    public ParquetOptions? ParquetOptions { get; set; } = new();
}
