using System.Reflection;

namespace Microsoft.DurableTask;

/// <summary>The name and version that a task class carries.</summary>
internal static class TypeExtensions
{
    public static TaskName GetTaskName(this Type type)
        => type.GetCustomAttribute<DurableTaskAttribute>() is { Name.Name.Length: > 0 } attribute ? attribute.Name : new(type.Name);

    public static TaskVersion GetDurableTaskVersion(this Type type) => new(type.GetCustomAttribute<DurableTaskAttribute>()?.Version);

    public static Type MustImplement<TContract>(this Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return typeof(TContract).IsAssignableFrom(type) && type is { IsAbstract: false, IsInterface: false }
            ? type
            : throw new ArgumentException($"{type} must be a concrete class that implements {typeof(TContract)}.", nameof(type));
    }
}
