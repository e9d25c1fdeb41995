using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.Core.MarketData;

/// <summary>
/// The identity of data, whatever file holds them: SHA-256 over a line of text and the columns one after another, each as 8-byte
/// little-endian values (times as <see cref="DateTime.Ticks"/>, figures as IEEE 754 doubles). docs/market-data.md has it with an example.
/// </summary>
public static class ContentHash
{
    /// <summary>Hash of bars, after the line <c>bars/1 SYMBOL TIMEFRAME COUNT</c> and LF: open times, open, high, low, close,
    /// volume.</summary>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string Of(BarSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        using var hash = Begin($"bars/1 {series.Symbol} {series.Timeframe} {series.Count}\n");
        Append(hash, series.OpenTicks);
        Append(hash, series.Open);
        Append(hash, series.High);
        Append(hash, series.Low);
        Append(hash, series.Close);
        Append(hash, series.Volume);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Hash of dated figures, after the line <c>observations/1 SYMBOL COUNT</c> and LF: reference times, times from which they are
    /// known, values.</summary>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string Of(Observations figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        using var hash = Begin($"observations/1 {figures.Symbol} {figures.Count}\n");
        Append(hash, figures.ReferenceTicks);
        Append(hash, figures.KnownTicks);
        Append(hash, figures.Values);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IncrementalHash Begin(string line)
    {
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(line));
        return hash;
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<double> column) => Append(hash, MemoryMarshal.Cast<double, long>(column));

    private static void Append(IncrementalHash hash, ReadOnlySpan<long> column)
    {
        if (BitConverter.IsLittleEndian)
        {
            hash.AppendData(MemoryMarshal.AsBytes(column));
            return;
        }

        Span<byte> value = stackalloc byte[sizeof(long)];
        foreach (var item in column)
        {
            BinaryPrimitives.WriteInt64LittleEndian(value, item);
            hash.AppendData(value);
        }
    }
}
