using System.Collections.Frozen;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Functions.Access;

/// <summary>The access rule that each function of this assembly declares.</summary>
public static class FunctionPolicies
{
    /// <summary>Every function method of <paramref name="assembly"/> by function name.</summary>
    public static FrozenDictionary<string, MethodInfo> MethodsOf(Assembly assembly) => assembly
        .GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Select(method => (Method: method, Function: method.GetCustomAttribute<FunctionAttribute>()))
        .Where(pair => pair.Function is not null)
        .ToFrozenDictionary(pair => pair.Function!.Name, pair => pair.Method, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a function says that reading it is nothing to be recorded.</summary>
    public static bool IsOrdinaryRead(MethodInfo? method) => method?.IsDefined(typeof(OrdinaryReadAttribute)) == true;

    /// <summary>Whether <paramref name="caller"/> may call <paramref name="method"/>; without a declared rule, nobody may.</summary>
    public static bool Allows(MethodInfo method, Caller? caller)
    {
        if (method.IsDefined(typeof(OpenToAllAttribute)))
            return true;
        return method.GetCustomAttribute<RequiresRoleAttribute>() is { } rule && caller?.Has(rule.Role) == true;
    }
}
