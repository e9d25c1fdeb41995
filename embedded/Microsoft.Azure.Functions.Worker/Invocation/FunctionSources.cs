using System.Reflection;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>The types among which functions are looked for.</summary>
internal sealed record FunctionSources(IReadOnlyList<Type> Types)
{
    /// <summary>The entry assembly and what it references, except the framework and the vendors' assemblies.</summary>
    public static FunctionSources OfApplication()
    {
        var entry = Assembly.GetEntryAssembly() ?? throw new InvalidOperationException(
            "There is no entry assembly to look for functions in. Start the host from an executable project.");
        var worker = typeof(FunctionSources).Assembly.GetName().Name;
        var referenced = entry.GetReferencedAssemblies()
            .Where(name => name.Name is { } n && !n.StartsWith("System.", StringComparison.Ordinal) && !n.StartsWith("Microsoft.", StringComparison.Ordinal))
            .Select(Assembly.Load)
            .Where(assembly => assembly.GetReferencedAssemblies().Any(name => name.Name == worker));
        return new FunctionSources([.. referenced.Prepend(entry).SelectMany(assembly => assembly.GetTypes())]);
    }
}
