namespace Parquet;

/// <summary>A file does not keep to the format, or uses a part of it that is not supported, or values do not fit their column.</summary>
public class ParquetException : Exception
{
    /// <summary>An error without a description.</summary>
    public ParquetException()
    {
    }

    /// <summary>An error with a description.</summary>
    public ParquetException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a description and its cause.</summary>
    public ParquetException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
