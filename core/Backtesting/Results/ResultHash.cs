using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.Core.Backtesting.Results;

/// <summary>
/// The identity of results, whatever files hold them: SHA-256 over, for each table, a line <c>table NAME ROWS</c>, and for each of its columns a
/// line <c>column NAME TYPE</c> and its values. Figures are 8-byte IEEE 754, times 8-byte ticks, whole numbers 4 bytes, all little-endian;
/// flags and presence of an optional figure are one byte; texts are UTF-8 after their length in 4 bytes.
/// </summary>
public static class ResultHash
{
    /// <summary>The hash of tables in their order, 64 lower-case hexadecimal digits.</summary>
    public static string Of(IEnumerable<ResultTable> tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var table in tables)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"table {table.Name} {table.Rows}\n"));
            foreach (var column in table.Columns)
                Append(hash, column);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, ResultColumn column)
    {
        var bytes = new List<byte>();
        var type = column.Values switch
        {
            double[] values => Write(values, "double", value => Add(bytes, BitConverter.DoubleToInt64Bits(value))),
            DateTime[] values => Write(values, "time", value => Add(bytes, value.Ticks)),
            int[] values => Write(values, "int", value => Add(bytes, value)),
            bool[] values => Write(values, "bool", value => bytes.Add(value ? (byte)1 : (byte)0)),
            string[] values => Write(values, "text", value => Add(bytes, value)),
            double?[] values => Write(values, "optional", value => Add(bytes, value)),
            _ => throw new ArgumentException($"Column '{column.Name}' holds {column.Values.GetType()}.", nameof(column)),
        };
        hash.AppendData(Encoding.UTF8.GetBytes($"column {column.Name} {type}\n"));
        hash.AppendData(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bytes));
    }

    private static string Write<T>(T[] values, string type, Action<T> write)
    {
        foreach (var value in values)
            write(value);
        return type;
    }

    private static void Add(List<byte> bytes, long value)
    {
        Span<byte> buffer = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(buffer, value);
        bytes.AddRange(buffer);
    }

    private static void Add(List<byte> bytes, int value)
    {
        Span<byte> buffer = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(buffer, value);
        bytes.AddRange(buffer);
    }

    private static void Add(List<byte> bytes, string value)
    {
        var text = Encoding.UTF8.GetBytes(value);
        Add(bytes, text.Length);
        bytes.AddRange(text);
    }

    private static void Add(List<byte> bytes, double? value)
    {
        bytes.Add(value is null ? (byte)0 : (byte)1);
        if (value is { } figure)
            Add(bytes, BitConverter.DoubleToInt64Bits(figure));
    }
}
