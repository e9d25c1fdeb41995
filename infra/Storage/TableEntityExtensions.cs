using Azure.Data.Tables;

namespace Serverless.Infra.Storage;

/// <summary>Columns of a row: absent means null.</summary>
internal static class TableEntityExtensions
{
    /// <summary>Sets a column, unless there is nothing to set.</summary>
    public static TableEntity With(this TableEntity entity, string name, object? value)
    {
        if (value is not null)
            entity[name] = value;
        return entity;
    }

    /// <summary>A column that every such row has.</summary>
    /// <exception cref="InvalidDataException">This row does not have it, or with another type.</exception>
    public static T Required<T>(this TableEntity entity, string name) => entity.TryGetValue(name, out var value) && value is T column
        ? column
        : throw new InvalidDataException(
            $"Row '{entity.PartitionKey}' / '{entity.RowKey}' has no column '{name}' of type {typeof(T).Name}; it was not written by this version. Delete it, and rebuild the table.");
}
