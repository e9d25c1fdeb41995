namespace Parquet.Pages;

/// <summary>
/// What a file can make a reader allocate. A few bytes may stand for many values (runs, dictionaries, compression), so that bounds are
/// an allowance for small files plus a multiple of the bytes that are really there; files of other writers stay far below them.
/// </summary>
internal static class Limits
{
    // Writers start a new row group after a million rows at most, unless told otherwise.
    const long RowAllowance = 4 << 20;
    // Beyond that a row has at least a bit in one of the columns.
    const long RowsPerByte = 8;

    const long ByteAllowance = 16 << 20;
    // The most that gzip can reach.
    const long BytesPerByte = 1040;
    const long LargeByteAllowance = 256 << 20;
    const long LargeBytesPerByte = 8;

    /// <summary>The most rows that a row group of a file of <paramref name="fileLength"/> bytes may have.</summary>
    public static long Rows(long fileLength) => Math.Min(RowAllowance + RowsPerByte * fileLength, Array.MaxLength);

    /// <summary>The most bytes that <paramref name="stored"/> bytes may become when they are decompressed or put together.</summary>
    public static long Expanded(long stored) => Math.Min(
        Math.Min(ByteAllowance + BytesPerByte * stored, LargeByteAllowance + LargeBytesPerByte * stored), Array.MaxLength);
}
