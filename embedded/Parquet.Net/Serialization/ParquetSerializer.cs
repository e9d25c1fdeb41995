using Parquet.Data;
using Parquet.Schema;

namespace Parquet.Serialization;

/// <summary>
/// Objects as rows, their public properties as columns. <c>JsonPropertyName</c>, <c>JsonPropertyOrder</c>, <c>JsonIgnore</c> and the
/// attributes of this library are heeded. Properties must be of single values.
/// </summary>
public static class ParquetSerializer
{
    /// <summary>Writes objects to a stream.</summary>
    /// <exception cref="NotSupportedException">A property holds more than a single value.</exception>
    /// <exception cref="ParquetException">A value does not fit its column.</exception>
    public static async Task<ParquetSchema> SerializeAsync<T>(
        IEnumerable<T> objectInstances, Stream destination, ParquetSerializerOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(objectInstances);
        options ??= new();
        if (options.RowGroupSize is < 1)
            throw new InvalidOperationException($"RowGroupSize is {options.RowGroupSize}; it must be at least 1.");
        var schema = ClassSchema<T>.Schema;
        var writer = await ParquetWriter.CreateAsync(schema, destination, options.ParquetOptions, options.Append, cancellationToken).ConfigureAwait(false);
        writer.CompressionMethod = options.CompressionMethod;
        writer.CompressionLevel = options.CompressionLevel;
        if (options.RowGroupSize is { } size)
        {
            foreach (var chunk in objectInstances.Chunk(size))
                await WriteAsync(writer, chunk, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await WriteAsync(writer, [.. objectInstances], cancellationToken).ConfigureAwait(false);
        }

        // Not on failure: what is written then must not look like a whole file.
        await writer.DisposeAsync().ConfigureAwait(false);
        return schema;
    }

    /// <summary>Writes objects to a file.</summary>
    /// <inheritdoc cref="SerializeAsync{T}(IEnumerable{T}, Stream, ParquetSerializerOptions, CancellationToken)"/>
    public static async Task<ParquetSchema> SerializeAsync<T>(
        IEnumerable<T> objectInstances, string filePath, ParquetSerializerOptions? options = null, CancellationToken cancellationToken = default)
    {
        var mode = options is { Append: true } ? FileMode.Open : FileMode.Create;
        var stream = new FileStream(filePath, mode, FileAccess.ReadWrite);
        await using (stream.ConfigureAwait(false))
            return await SerializeAsync(objectInstances, stream, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads all rows of a stream. A property without a column keeps its value.</summary>
    /// <exception cref="InvalidDataException">A column has another nullability than its property.</exception>
    /// <exception cref="ParquetException">The file is malformed, or a column has another type than its property.</exception>
    /// <exception cref="IOException">It is no Parquet file.</exception>
    public static async Task<IList<T>> DeserializeAsync<T>(
        Stream source, ParquetSerializerOptions? options = null, CancellationToken cancellationToken = default)
        where T : new()
    {
        using var reader = await ParquetReader.CreateAsync(source, options?.ParquetOptions, cancellationToken: cancellationToken).ConfigureAwait(false);
        var result = new List<T>();
        for (var index = 0; index < reader.RowGroupCount; index++)
            result.AddRange(await ReadAsync<T>(reader, index, options, cancellationToken).ConfigureAwait(false));
        return result;
    }

    /// <summary>Reads all rows of a file. A property without a column keeps its value.</summary>
    /// <inheritdoc cref="DeserializeAsync{T}(Stream, ParquetSerializerOptions, CancellationToken)"/>
    public static async Task<IList<T>> DeserializeAsync<T>(
        string filePath, ParquetSerializerOptions? options = null, CancellationToken cancellationToken = default)
        where T : new()
    {
        var stream = System.IO.File.OpenRead(filePath);
        await using (stream.ConfigureAwait(false))
            return await DeserializeAsync<T>(stream, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the rows of one row group. A property without a column keeps its value.</summary>
    /// <inheritdoc cref="DeserializeAsync{T}(Stream, ParquetSerializerOptions, CancellationToken)"/>
    public static async Task<IList<T>> DeserializeAsync<T>(
        Stream source, int rowGroupIndex, ParquetSerializerOptions? options = null, CancellationToken cancellationToken = default)
        where T : new()
    {
        using var reader = await ParquetReader.CreateAsync(source, options?.ParquetOptions, cancellationToken: cancellationToken).ConfigureAwait(false);
        return await ReadAsync<T>(reader, rowGroupIndex, options, cancellationToken).ConfigureAwait(false);
    }

    static async Task WriteAsync<T>(ParquetWriter writer, T[] objects, CancellationToken cancellationToken)
    {
        using var group = writer.CreateRowGroup();
        foreach (var column in ClassSchema<T>.Columns)
            await group.WriteColumnAsync(column.Take(objects), cancellationToken).ConfigureAwait(false);
    }

    static async Task<T[]> ReadAsync<T>(ParquetReader reader, int index, ParquetSerializerOptions? options, CancellationToken cancellationToken)
        where T : new()
    {
        if (typeof(T).IsValueType)
            throw new NotSupportedException($"{typeof(T)} is a value type; rows are read into objects of classes.");
        var group = reader.OpenRowGroupReader(index);
        var columns = new List<(ClassColumn<T> Property, DataColumn Data)>();
        foreach (var property in ClassSchema<T>.Columns)
        {
            if (FieldFor(property.Field, reader.Schema, options) is { } field)
                columns.Add((property, await group.ReadColumnAsync(field, cancellationToken).ConfigureAwait(false)));
        }

        // Not before the columns are there: the number of rows is only what the file claims.
        var objects = new T[group.RowCount];
        for (var row = 0; row < objects.Length; row++)
            objects[row] = new T();
        foreach (var (property, data) in columns)
            property.Give(data, objects);
        return objects;
    }

    static DataField? FieldFor(DataField property, ParquetSchema schema, ParquetSerializerOptions? options)
    {
        var comparison = options is { PropertyNameCaseInsensitive: true } ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        if (Array.Find(schema.DataFields, field => field.Name.Equals(property.Name, comparison)) is not { } column)
            return null;
        if (column.IsNullable != property.IsNullable)
            throw new InvalidDataException(
                $"Column '{column.Name}' is {(column.IsNullable ? "nullable" : "required")} in the file, but property '{property.PropertyName}' is not.");
        return column.Name == property.Name ? property : new ParquetSchema(new DataField(column.Name, property.ClrType, property.IsNullable)).DataFields[0];
    }
}
