using Parquet;
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

    /// <summary>Reads what <see cref="WriteAsync"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are no Parquet file of results; the message says why.</exception>
    public static async Task<ResultTable> ReadAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var reader = await ParquetReader.CreateAsync(new MemoryStream(bytes.ToArray(), writable: false));
            if (!reader.CustomMetadata.TryGetValue("table", out var name) || reader.RowGroupCount != 1)
                throw new InvalidDataException("it names no table, or has not one row group");
            using var group = reader.OpenRowGroupReader(0);
            var columns = new List<ResultColumn>();
            foreach (var field in reader.Schema.DataFields)
                columns.Add(ColumnOf(field.Name, (await group.ReadColumnAsync(field)).Data));
            return new ResultTable(name, columns);
        }
        catch (Exception exception) when (exception is ParquetException or IOException)
        {
            throw new InvalidDataException($"the Parquet file cannot be read: {exception.Message}", exception);
        }
    }

    private static ResultColumn ColumnOf(string name, Array values) => values switch
    {
        double[] figures => ResultColumn.Of(name, figures),
        double?[] figures => ResultColumn.Of(name, figures),
        int[] counts => ResultColumn.Of(name, counts),
        bool[] flags => ResultColumn.Of(name, flags),
        string[] texts => ResultColumn.Of(name, texts),
        DateTime[] times => ResultColumn.Of(name, times),
        _ => throw new InvalidDataException($"column '{name}' holds {values.GetType().Name}"),
    };

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
