using Parquet;
using Parquet.Data;
using Parquet.Schema;
using Serverless.Core.MarketData;

namespace Serverless.Infra.MarketData;

/// <summary>
/// Bars as Parquet: the columns <c>time</c> (UTC open, microseconds), <c>open</c>, <c>high</c>, <c>low</c>, <c>close</c> and
/// <c>volume</c> in one row group, none of them optional; symbol and timeframe among the file's key-value metadata.
/// </summary>
internal static class BarParquet
{
    private static readonly DataField Time = ParquetColumns.Time("time");
    private static readonly DataField[] Figures = [.. new[] { "open", "high", "low", "close", "volume" }.Select(name => new DataField<double>(name))];
    private static readonly ParquetSchema Schema = new([Time, .. Figures]);

    public static Task<byte[]> WriteAsync(BarSeries series) => ParquetColumns.WriteAsync(
        Schema,
        new Dictionary<string, string> { ["symbol"] = series.Symbol, ["timeframe"] = series.Timeframe.ToString() },
        [
            ParquetColumns.Times(Time, series.OpenTicks),
            new DataColumn(Figures[0], series.Open.ToArray()),
            new DataColumn(Figures[1], series.High.ToArray()),
            new DataColumn(Figures[2], series.Low.ToArray()),
            new DataColumn(Figures[3], series.Close.ToArray()),
            new DataColumn(Figures[4], series.Volume.ToArray()),
        ]);

    /// <exception cref="InvalidDataException">The bytes are no file of bars.</exception>
    public static async Task<BarSeries> ReadAsync(ReadOnlyMemory<byte> bytes, string symbol, Timeframe timeframe)
    {
        var columns = await ParquetColumns.ReadAsync(bytes, Schema);
        return new BarSeries(
            symbol,
            timeframe,
            ParquetColumns.Ticks(columns[0]),
            ParquetColumns.Doubles(columns[1]),
            ParquetColumns.Doubles(columns[2]),
            ParquetColumns.Doubles(columns[3]),
            ParquetColumns.Doubles(columns[4]),
            ParquetColumns.Doubles(columns[5]));
    }
}
