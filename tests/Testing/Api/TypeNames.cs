using System.Reflection;

namespace Serverless.Testing.Api;

/// <summary>Names of types as in code, without namespaces.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(double)] = "double",
    };

    public static string Of(Type type) => Name(type, [.. type.GetGenericArguments().Select(Of)], type.GetElementType() is { } element ? Of(element) : "");

    /// <summary>With a question mark where null is allowed.</summary>
    public static string Of(NullabilityInfo info)
    {
        var type = info.Type.IsByRef ? info.Type.GetElementType()! : info.Type;
        var name = Name(
            type,
            type.GetGenericArguments().Length == info.GenericTypeArguments.Length ? [.. info.GenericTypeArguments.Select(Of)] : [.. type.GetGenericArguments().Select(Of)],
            info.ElementType is { } element ? Of(element) : type.GetElementType() is { } plain ? Of(plain) : "");
        return info.ReadState == NullabilityState.Nullable && !name.EndsWith('?') ? name + "?" : name;
    }

    /// <summary>The type parameters of a method, with what is required of them.</summary>
    public static string Arguments(MethodInfo method) => method.IsGenericMethodDefinition
        ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name + Constraints(argument)))}>"
        : "";

    private static string Constraints(Type argument)
    {
        var attributes = argument.GenericParameterAttributes;
        List<string> constraints = [];
        if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            constraints.Add("class");
        constraints.AddRange(argument.GetGenericParameterConstraints().Select(Of));
        if (attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
            constraints.Add("new()");
        return constraints.Count == 0 ? "" : ": " + string.Join(" & ", constraints);
    }

    private static string Name(Type type, string[] arguments, string element)
    {
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsByRef)
            return element;
        if (type.IsArray)
            return element + "[]";
        if (Nullable.GetUnderlyingType(type) is not null)
            return arguments[0] + "?";
        var outer = type.IsNested && !type.IsGenericParameter ? Of(type.DeclaringType!) + "." : "";
        return outer + (arguments.Length == 0 ? type.Name : $"{type.Name.Split('`')[0]}<{string.Join(", ", arguments)}>");
    }
}
