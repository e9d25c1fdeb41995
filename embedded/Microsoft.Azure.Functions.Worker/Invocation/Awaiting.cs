using System.Reflection;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>Turns what a method returns (void, a value, Task, ValueTask, with or without a result) into one shape.</summary>
internal static class Awaiting
{
    public static Func<object?, ValueTask<object?>> Of(Type returnType)
    {
        if (returnType == typeof(Task))
            return async returned => { await (Task)returned!; return null; };
        if (returnType == typeof(ValueTask))
            return async returned => { await (ValueTask)returned!; return null; };
        if (IsGeneric(returnType, typeof(Task<>)))
            return Typed(nameof(AwaitTask), returnType);
        if (IsGeneric(returnType, typeof(ValueTask<>)))
            return Typed(nameof(AwaitValueTask), returnType);
        return returned => new ValueTask<object?>(returned);
    }

    /// <summary>The type of the result; <see cref="void"/> when there is none.</summary>
    public static Type ResultOf(Type returnType)
    {
        if (returnType == typeof(Task) || returnType == typeof(ValueTask))
            return typeof(void);
        return IsGeneric(returnType, typeof(Task<>)) || IsGeneric(returnType, typeof(ValueTask<>))
            ? returnType.GetGenericArguments()[0]
            : returnType;
    }

    private static bool IsGeneric(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;

    private static Func<object?, ValueTask<object?>> Typed(string method, Type returnType) =>
        typeof(Awaiting).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(returnType.GetGenericArguments()[0])
            .CreateDelegate<Func<object?, ValueTask<object?>>>();

    private static async ValueTask<object?> AwaitTask<T>(object? returned) => await (Task<T>)returned!;

    private static async ValueTask<object?> AwaitValueTask<T>(object? returned) => await (ValueTask<T>)returned!;
}
