using System.Reflection;
using System.Runtime.ExceptionServices;

namespace Microsoft.DurableTask.Entities;

/// <summary>Binds an operation to a public instance method.</summary>
internal static class EntityDispatch
{
    public static bool TryDispatch(object target, TaskEntityOperation operation, out object? result)
    {
        result = null;
        var method = FindMethod(target.GetType(), operation.Name);
        if (method is null)
            return false;
        var arguments = BindArguments(method, operation);
        try
        {
            result = method.Invoke(target, arguments);
        }
        catch (TargetInvocationException e) when (e.InnerException is not null)
        {
            ExceptionDispatchInfo.Throw(e.InnerException);
        }

        return true;
    }

    public static bool IsImplicit(TaskEntityOperation operation) => string.Equals(operation.Name, "delete", StringComparison.OrdinalIgnoreCase);

    /// <summary>Deleting works without a method; any other unknown operation is an error.</summary>
    public static object? ImplicitOperation(TaskEntityOperation operation)
    {
        if (!IsImplicit(operation))
            throw new NotSupportedException($"No suitable method found for entity operation '{operation.Name}'.");
        operation.State.SetState(null);
        return null;
    }

    public static async ValueTask<object?> UnwrapAsync(object? result)
    {
        switch (result)
        {
            case null:
                return null;
            case Task task:
                await task;
                return ResultOf(task);
            case ValueTask task:
                await task;
                return null;
        }

        if (result.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ValueTask<>))
        {
            var task = (Task)type.GetMethod(nameof(ValueTask<>.AsTask))!.Invoke(result, null)!;
            await task;
            return ResultOf(task);
        }

        return result;
    }

    private static object? ResultOf(Task task)
    {
        var type = task.GetType();
        while (type is not null && !(type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>)))
            type = type.BaseType;
        return type is null || type.GetGenericArguments()[0].Name == "VoidTaskResult"
            ? null
            : type.GetProperty(nameof(Task<>.Result))!.GetValue(task);
    }

    private static MethodInfo? FindMethod(Type type, string name)
    {
        var matches = type.GetMethods(BindingFlags.Public | BindingFlags.Instance)
            .Where(m => string.Equals(m.Name, name, StringComparison.OrdinalIgnoreCase) && m.DeclaringType != typeof(object) && !IsEntityPlumbing(m))
            .ToList();
        return matches.Count switch
        {
            0 => null,
            1 => matches[0],
            _ => throw new AmbiguousMatchException($"Ambiguous match found for entity operation '{name}' on {type}."),
        };
    }

    private static bool IsEntityPlumbing(MethodInfo method)
        => method.GetBaseDefinition().DeclaringType is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(TaskEntity<>);

    private static object?[] BindArguments(MethodInfo method, TaskEntityOperation operation)
    {
        var parameters = method.GetParameters();
        var arguments = new object?[parameters.Length];
        bool hasContext = false, hasOperation = false, hasInput = false;
        for (var i = 0; i < parameters.Length; i++)
        {
            var type = parameters[i].ParameterType;
            if (type == typeof(TaskEntityContext))
                arguments[i] = Once(ref hasContext, operation.Context);
            else if (type == typeof(TaskEntityOperation))
                arguments[i] = Once(ref hasOperation, operation);
            else if (operation.HasInput)
                arguments[i] = Once(ref hasInput, operation.GetInput(type));
            else if (parameters[i].HasDefaultValue)
                arguments[i] = Once(ref hasInput, parameters[i].DefaultValue);
            else
                throw new InvalidOperationException(
                    $"Error dispatching entity operation '{operation.Name}': parameter '{parameters[i].Name}' needs an input but the operation has none.");
        }

        return arguments;

        object? Once(ref bool seen, object? value)
        {
            if (seen)
                throw new InvalidOperationException($"Error dispatching entity operation '{operation.Name}': duplicate parameter binding.");
            seen = true;
            return value;
        }
    }
}
