using System.Runtime.InteropServices;
using Parquet;
using Parquet.Data;
using Parquet.Schema;

namespace Serverless.Infra.MarketData;

/// <summary>Whole columns to and from Parquet files of one row group.</summary>
internal static class ParquetColumns
{
    // Prices hardly compress; as they are, a column is read in one copy.
    private static readonly ParquetOptions AsTheyAre = new() { UseDictionaryEncoding = false, UseDeltaBinaryPackedEncoding = false };

    /// <summary>A column of UTC times in microseconds.</summary>
    public static DataField Time(string name) => new DateTimeDataField(name, DateTimeFormat.DateAndTimeMicros, isAdjustedToUTC: true);

    public static DataColumn Times(DataField field, ReadOnlySpan<long> ticks)
    {
        var times = new DateTime[ticks.Length];
        for (var i = 0; i < times.Length; i++)
        {
            if (ticks[i] % TimeSpan.TicksPerMicrosecond != 0)
                throw new ArgumentException($"Row {i}: a time is stored to the microsecond, {ticks[i]} ticks are finer.", nameof(ticks));
            times[i] = new DateTime(ticks[i], DateTimeKind.Utc);
        }

        return new DataColumn(field, times);
    }

    public static long[] Ticks(DataColumn column)
    {
        var times = (DateTime[])column.Data;
        var ticks = new long[times.Length];
        for (var i = 0; i < ticks.Length; i++)
            ticks[i] = times[i].Ticks;
        return ticks;
    }

    public static double[] Doubles(DataColumn column) => (double[])column.Data;

    public static async Task<byte[]> WriteAsync(ParquetSchema schema, Dictionary<string, string> metadata, DataColumn[] columns)
    {
        using var bytes = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(schema, bytes, AsTheyAre))
        {
            writer.CompressionMethod = CompressionMethod.None;
            writer.CustomMetadata = metadata;
            using var group = writer.CreateRowGroup();
            foreach (var column in columns)
                await group.WriteColumnAsync(column);
        }

        return bytes.ToArray();
    }

    /// <summary>The columns of <paramref name="schema"/>, in its order; a file may hold others.</summary>
    /// <exception cref="InvalidDataException">The bytes are no Parquet file, or not one with these columns.</exception>
    public static async Task<DataColumn[]> ReadAsync(ReadOnlyMemory<byte> bytes, ParquetSchema schema)
    {
        if (!MemoryMarshal.TryGetArray(bytes, out var segment))
            segment = new ArraySegment<byte>(bytes.ToArray());
        using var stream = new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false);
        try
        {
            using var reader = await ParquetReader.CreateAsync(stream);
            if (reader.RowGroupCount != 1)
                throw new InvalidDataException($"the file has {reader.RowGroupCount} row groups instead of one");
            using var group = reader.OpenRowGroupReader(0);
            var columns = new DataColumn[schema.DataFields.Length];
            for (var i = 0; i < columns.Length; i++)
            {
                var wanted = schema.DataFields[i];
                var found = reader.Schema.DataFields.FirstOrDefault(field => field.Name == wanted.Name);
                if (found is null || found.ClrType != wanted.ClrType || found.IsNullable)
                    throw new InvalidDataException($"the file has no required column '{wanted.Name}' of type {wanted.ClrType.Name}");
                columns[i] = await group.ReadColumnAsync(found);
            }

            return columns;
        }
        catch (Exception exception) when (exception is ParquetException or IOException)
        {
            throw new InvalidDataException($"the Parquet file cannot be read: {exception.Message}", exception);
        }
    }
}
