using Parquet.Data;
using Parquet.Schema;
using Serverless.Core.Backtesting.Results;
using Serverless.Infra.MarketData;

namespace Serverless.Infra.Runs;

/// <summary>Tables of results as Parquet, one row group each; nothing is optional but figures that may be undefined.</summary>
public static class ResultParquet
{
    /// <summary>The bytes of a file; the same table gives the same bytes.</summary>
    public static Task<byte[]> WriteAsync(ResultTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var fields = table.Columns.Select(FieldOf).ToArray();
        var schema = new ParquetSchema(fields);
        return ParquetColumns.WriteAsync(
            schema,
            new Dictionary<string, string> { ["table"] = table.Name },
            [.. table.Columns.Select((column, i) => new DataColumn(fields[i], column.Values))]);
    }

    private static DataField FieldOf(ResultColumn column) => column.Values switch
    {
        double[] => new DataField<double>(column.Name),
        double?[] => new DataField<double?>(column.Name),
        int[] => new DataField<int>(column.Name),
        bool[] => new DataField<bool>(column.Name),
        string[] => new DataField<string>(column.Name, nullable: false),
        DateTime[] => ParquetColumns.Time(column.Name),
        _ => throw new ArgumentException($"Column '{column.Name}' holds {column.Values.GetType()}.", nameof(column)),
    };
}
