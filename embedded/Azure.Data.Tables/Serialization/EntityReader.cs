using System.Text.Json;

namespace Azure.Data.Tables.Serialization;

/// <summary>The service's JSON to entities.</summary>
internal static class EntityReader
{
    public static T Read<T>(JsonElement json)
        where T : class, ITableEntity
    {
        var entity = Create<T>();
        var dictionary = entity as IDictionary<string, object>;
        var shape = dictionary is null ? EntityShape.Of(typeof(T)) : null;
        Dictionary<string, string>? annotations = null;
        foreach (var property in json.EnumerateObject())
        {
            if (property.Name.EndsWith(PropertyNames.TypeSuffix, StringComparison.Ordinal))
                (annotations ??= [])[property.Name[..^PropertyNames.TypeSuffix.Length]] = property.Value.GetString()!;
        }

        foreach (var property in json.EnumerateObject())
        {
            if (ReadReserved(entity, property) || property.Name.Contains("odata.", StringComparison.Ordinal))
                continue;
            var value = EdmValue.Read(property.Value, annotations?.GetValueOrDefault(property.Name));
            if (dictionary is not null)
                dictionary[property.Name] = value!;
            else
                Set(entity, shape!, property.Name, value);
        }

        return entity;
    }

    static T Create<T>()
    {
        try
        {
            return Activator.CreateInstance<T>();
        }
        catch (MissingMethodException exception)
        {
            throw new InvalidOperationException($"{typeof(T)} needs a public constructor without parameters to be read from a table.", exception);
        }
    }

    static bool ReadReserved(ITableEntity entity, JsonProperty property)
    {
        switch (property.Name)
        {
            case PropertyNames.PartitionKey:
                entity.PartitionKey = property.Value.GetString()!;
                return true;
            case PropertyNames.RowKey:
                entity.RowKey = property.Value.GetString()!;
                return true;
            case PropertyNames.Timestamp:
                entity.Timestamp = EdmValue.ParseTime(property.Value.GetString()!);
                return true;
            case PropertyNames.ETag:
                entity.ETag = new ETag(property.Value.GetString()!);
                return true;
            default:
                return false;
        }
    }

    static void Set(ITableEntity entity, EntityShape shape, string name, object? value)
    {
        if (!shape.Properties.TryGetValue(name, out var property) || property.SetMethod is null)
            return;
        if (!EdmValue.TryConvert(value, property.PropertyType, out var converted))
            throw new InvalidOperationException(
                $"Entity '{entity.PartitionKey}'/'{entity.RowKey}' holds '{name}' as {value!.GetType()}; {property.DeclaringType}.{property.Name} is of type {property.PropertyType}.");
        property.SetValue(entity, converted);
    }
}
