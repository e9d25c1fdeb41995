using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>Finds [Function] methods and prepares them; what is wrong with one goes to the list of problems.</summary>
internal static partial class FunctionScanner
{
    private const BindingFlags Any =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<FunctionEntry> Scan(IEnumerable<Type> types, InputConverterCollection converters, ICollection<string> problems)
    {
        var found = new List<FunctionEntry>();
        foreach (var method in types.SelectMany(t => t.GetMethods(Any)))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is not { } function)
                continue;
            try
            {
                found.Add(Prepare(function.Name, method, converters));
            }
            catch (FunctionSignatureException e)
            {
                problems.Add($"{method.DeclaringType!.FullName}.{method.Name} ([Function(\"{function.Name}\")]): {e.Message}");
            }
        }

        return found;
    }

    private static FunctionEntry Prepare(string name, MethodInfo method, InputConverterCollection converters)
    {
        CheckMethod(name, method);
        var triggers = method.GetParameters()
            .Select(p => (Parameter: p, Trigger: p.GetCustomAttribute<TriggerBindingAttribute>()))
            .Where(p => p.Trigger is not null)
            .ToList();
        if (triggers is not [var (parameter, trigger)])
        {
            throw new FunctionSignatureException(
                $"{triggers.Count} parameters carry a trigger attribute. Put exactly one of [HttpTrigger], [TimerTrigger], " +
                "[OrchestrationTrigger], [ActivityTrigger], [EntityTrigger] on one parameter.");
        }

        if (method.IsDefined(typeof(RetryAttribute)) && trigger is not TimerTriggerAttribute)
        {
            throw new FunctionSignatureException(
                "only timer functions take a retry attribute. Remove it; orchestrators retry activities with TaskOptions.FromRetryPolicy.");
        }

        var binders = method.GetParameters().Select(p => ParameterBinding.For(p, trigger!, p == parameter, converters));
        return new FunctionEntry(name, method, parameter, trigger!, [.. binders]);
    }

    private static void CheckMethod(string name, MethodInfo method)
    {
        if (!ValidName().IsMatch(name))
            throw new FunctionSignatureException("the name must start with a letter and hold only letters, digits, '_' and '-' (128 at most). Rename it.");
        if (!method.IsPublic)
            throw new FunctionSignatureException("the method is not public. Make it public.");
        if (method.ContainsGenericParameters)
            throw new FunctionSignatureException("the method or its class is generic. Make it concrete.");
        if (!method.IsStatic && method.DeclaringType!.IsAbstract)
            throw new FunctionSignatureException("its class is abstract. Move the function to a concrete class or make it static.");
        if (method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute)))
            throw new FunctionSignatureException("async void cannot be awaited. Return Task.");
        if (method.GetParameters().FirstOrDefault(p => p.ParameterType.IsByRef) is { } reference)
            throw new FunctionSignatureException($"parameter '{reference.Name}' is passed by reference. Pass it by value.");
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,127}$")]
    private static partial Regex ValidName();
}
