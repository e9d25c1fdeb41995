using Parquet.Data;
using Parquet.Schema;

namespace Parquet;

/// <summary>Reads the columns of one row group.</summary>
public interface IParquetRowGroupReader
{
    /// <summary>The number of rows.</summary>
    long RowCount { get; }

    /// <summary>Whether the file has a column at the field's path.</summary>
    bool ColumnExists(DataField field);

    /// <summary>Reads a column; columns may be read in any order.</summary>
    /// <exception cref="ParquetException">There is no such column, the field does not suit it, or its pages are malformed.</exception>
    Task<DataColumn> ReadColumnAsync(DataField field, CancellationToken cancellationToken = default);

    /// <summary>The custom metadata of a column.</summary>
    Dictionary<string, string> GetCustomMetadata(DataField field);

    /// <summary>What the file says about a column, without reading it; null where it says nothing.</summary>
    /// <exception cref="ParquetException">There is no such column.</exception>
    DataColumnStatistics? GetStatistics(DataField field);
}
