using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Serverless.Testing.Api;

/// <summary>Types and members in the words of a declaration.</summary>
internal static class Signatures
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static string Of(Type type)
    {
        var bases = type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []).Select(TypeNames.Of).Order(StringComparer.Ordinal);
        if (type.BaseType is { } parent && !type.IsValueType && parent != typeof(object) && !typeof(Delegate).IsAssignableFrom(type))
            bases = bases.Prepend(TypeNames.Of(parent)).OrderBy(_ => 0);
        var list = string.Join(", ", bases);
        var kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct"
            : typeof(MulticastDelegate).IsAssignableFrom(type) ? "delegate" : "class";
        var modifier = kind != "class" ? "" : type is { IsAbstract: true, IsSealed: true } ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "";
        var signature = kind == "delegate" ? " : " + Of(type.GetMethod("Invoke")!) : list.Length == 0 || type.IsEnum ? "" : " : " + list;
        return $"{Obsolete(type)}{modifier}{kind} {type.Namespace}.{TypeNames.Of(type)}{signature}";
    }

    public static string Of(MemberInfo member) => Obsolete(member) + member switch
    {
        ConstructorInfo constructor => $"{Access(constructor)}.ctor({Parameters(constructor)})",
        MethodInfo method => $"{Access(method)}{Modifier(method)}{Name(Nullability.Create(method.ReturnParameter))} {method.Name}{TypeNames.Arguments(method)}({Parameters(method)})",
        PropertyInfo property => Property(property),
        FieldInfo field => $"{(field.IsPublic ? "" : "protected ")}{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{Name(Nullability.Create(field))} {field.Name}"
            + (field.IsLiteral ? $" = {Constant(field.GetRawConstantValue())}" : ""),
        EventInfo raised => $"event {TypeNames.Of(raised.EventHandlerType!)} {raised.Name}",
        _ => member.ToString()!,
    };

    private static string Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true).Where(a => a.IsPublic || a.IsFamily || a.IsFamilyOrAssembly).ToList();
        var widest = accessors.OrderByDescending(accessor => accessor.IsPublic).First();
        var words = accessors.OrderBy(accessor => accessor == property.SetMethod).Select(accessor =>
            (widest.IsPublic && !accessor.IsPublic ? "protected " : "") + (accessor != property.SetMethod ? "get" : IsInit(accessor) ? "init" : "set"));
        var index = property.GetIndexParameters() is { Length: > 0 } parameters ? $"[{string.Join(", ", parameters.Select(Of))}]" : "";
        return $"{Access(widest)}{Modifier(widest)}{Name(Nullability.Create(property))} {property.Name}{index} {{ {string.Join("; ", words)}; }}";
    }

    private static string Parameters(MethodBase method) =>
        (method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "") + string.Join(", ", method.GetParameters().Select(Of));

    private static string Of(ParameterInfo parameter)
    {
        var direction = parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? "ref " : parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        return $"{direction}{Name(Nullability.Create(parameter))} {parameter.Name}{(parameter.HasDefaultValue ? $" = {Constant(parameter.DefaultValue)}" : "")}";
    }

    private static string Name(NullabilityInfo info) => TypeNames.Of(info);

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Modifier(MethodInfo method) =>
        method.IsStatic ? "static "
        : method.DeclaringType!.IsInterface ? ""
        : method.IsAbstract ? "abstract "
        : method.GetBaseDefinition() != method ? "override "
        : method.IsVirtual && !method.IsFinal ? "virtual " : "";

    private static bool IsInit(MethodInfo accessor) => accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static string Obsolete(MemberInfo member) => member.IsDefined(typeof(ObsoleteAttribute)) ? "[Obsolete] " : "";

    private static string Constant(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
