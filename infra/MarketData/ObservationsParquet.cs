using Parquet.Data;
using Parquet.Schema;
using Serverless.Core.MarketData;

namespace Serverless.Infra.MarketData;

/// <summary>
/// Dated figures as Parquet: the columns <c>reference</c>, <c>known</c> (UTC, microseconds) and <c>value</c> in one row group, none of them
/// optional; the symbol among the file's key-value metadata.
/// </summary>
internal static class ObservationsParquet
{
    private static readonly DataField Reference = ParquetColumns.Time("reference");
    private static readonly DataField Known = ParquetColumns.Time("known");
    private static readonly DataField Value = new DataField<double>("value");
    private static readonly ParquetSchema Schema = new(Reference, Known, Value);

    public static Task<byte[]> WriteAsync(Observations figures) => ParquetColumns.WriteAsync(
        Schema,
        new Dictionary<string, string> { ["symbol"] = figures.Symbol },
        [
            ParquetColumns.Times(Reference, figures.ReferenceTicks),
            ParquetColumns.Times(Known, figures.KnownTicks),
            new DataColumn(Value, figures.Values.ToArray()),
        ]);

    /// <exception cref="InvalidDataException">The bytes are no file of dated figures.</exception>
    public static async Task<Observations> ReadAsync(ReadOnlyMemory<byte> bytes, string symbol)
    {
        var columns = await ParquetColumns.ReadAsync(bytes, Schema);
        return new Observations(symbol, ParquetColumns.Ticks(columns[0]), ParquetColumns.Ticks(columns[1]), ParquetColumns.Doubles(columns[2]));
    }
}
