using Parquet;
using Serverless.Core.MarketData;

namespace Serverless.Infra.MarketData;

/// <summary>A Parquet file of bars as this platform stores them, outside the store.</summary>
public static class BarFile
{
    /// <summary>Reads a file; it says itself which symbol and timeframe it holds.</summary>
    /// <exception cref="InvalidDataException">It is no Parquet file of bars, or does not say whose.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<BarSeries> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        try
        {
            var (symbol, timeframe) = await OriginAsync(bytes, cancellationToken);
            return await BarParquet.ReadAsync(bytes, symbol, timeframe);
        }
        catch (Exception exception) when (exception is InvalidDataException or ParquetException or ArgumentException)
        {
            throw new InvalidDataException($"'{path}' is no Parquet file of bars: {exception.Message}", exception);
        }
    }

    /// <summary>Writes a file that <see cref="ReadAsync"/> reads.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static async Task WriteAsync(string path, BarSeries series, CancellationToken cancellationToken) =>
        await File.WriteAllBytesAsync(path, await BarParquet.WriteAsync(series), cancellationToken);

    private static async Task<(string Symbol, Timeframe Timeframe)> OriginAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        using var reader = await ParquetReader.CreateAsync(new MemoryStream(bytes), cancellationToken: cancellationToken);
        return reader.CustomMetadata.TryGetValue("symbol", out var symbol)
            && reader.CustomMetadata.TryGetValue("timeframe", out var text) && Enum.TryParse<Timeframe>(text, out var timeframe)
            ? (symbol, timeframe)
            : throw new InvalidDataException("its metadata name no symbol and timeframe.");
    }
}
