using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Serialization;

namespace Azure.Data.Tables.Serialization;

/// <summary>The stored properties of an entity type, beside those of <see cref="ITableEntity"/>.</summary>
internal sealed class EntityShape
{
    static readonly ConcurrentDictionary<Type, EntityShape> Shapes = new();

    readonly Dictionary<string, PropertyInfo> byStoredName = [];

    EntityShape(Type type)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0
                && !property.IsDefined(typeof(IgnoreDataMemberAttribute)) && !PropertyNames.IsReserved(StoredName(property)))
                byStoredName[StoredName(property)] = property;
        }
    }

    public IReadOnlyDictionary<string, PropertyInfo> Properties => byStoredName;

    public static EntityShape Of(Type type) => Shapes.GetOrAdd(type, static type => new EntityShape(type));

    /// <summary>What the service calls a member: its own name, or the one in [DataMember].</summary>
    public static string StoredName(MemberInfo member) => member.GetCustomAttribute<DataMemberAttribute>()?.Name ?? member.Name;
}
