using Parquet.Data;
using Parquet.Pages;

namespace Parquet.Columns;

/// <summary>Turns the pages of a column into values of a CLR type, and back.</summary>
internal abstract class ColumnCodec
{
    /// <summary>Reads all pages: the values that are there, and for a nullable column a level for each row.</summary>
    /// <exception cref="ParquetException">A page is malformed.</exception>
    public abstract (Array Defined, int[]? Levels) Read(ColumnPages pages);

    /// <summary>Encodes a column as one data page, with a dictionary page before it where that pays.</summary>
    /// <exception cref="ParquetException">A value does not fit the column.</exception>
    public abstract EncodedColumn Write(DataColumn column, ParquetOptions options);

    /// <summary>A minimum or maximum of a column's statistics; null where there is none, or one that is no value of the column.</summary>
    public abstract object? ReadBound(byte[]? bytes);
}
