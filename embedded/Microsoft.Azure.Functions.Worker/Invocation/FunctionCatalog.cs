using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>
/// Every function of the application, by name. One that the setting AzureWebJobs.{name}.Disabled disables is listed, but nothing triggers it.
/// </summary>
internal sealed class FunctionCatalog
{
    private readonly Dictionary<string, FunctionEntry> byName;
    private readonly IConfiguration settings;

    /// <exception cref="InvalidOperationException">A function cannot run; the message names each and says what to do.</exception>
    public FunctionCatalog(FunctionSources sources, IConfiguration settings, IOptions<WorkerOptions> options)
    {
        this.settings = settings;
        var problems = new List<string>();
        var converters = options.Value.InputConverters;
        if (!converters.Any())
            problems.Add("WorkerOptions.InputConverters is empty, so that no parameter gets a value. Register converters after Clear(), or do not call it.");
        All = FunctionScanner.Scan(sources.Types, converters, problems);
        foreach (var same in All.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            problems.Add($"[Function(\"{same.Key}\")] stands on {string.Join(" and ", same.Select(f => f.Definition.EntryPoint))}. " +
                "Names are compared without case; rename all but one.");
        }

        if (problems.Count > 0)
            throw new InvalidOperationException("The functions of this application cannot start:" + string.Concat(problems.Select(p => "\n- " + p)));
        byName = All.ToDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase);
    }

    public IReadOnlyList<FunctionEntry> All { get; }

    public FunctionEntry? Find(string name) => byName.GetValueOrDefault(name);

    /// <exception cref="InvalidOperationException">The setting is neither true nor false.</exception>
    public bool IsDisabled(FunctionEntry function)
    {
        // Both spellings are the vendor's: app settings cannot hold dots on every system.
        var setting = $"AzureWebJobs.{function.Name}.Disabled";
        return (settings[setting] ?? settings[$"AzureWebJobs:{function.Name}:Disabled"])?.Trim().ToUpperInvariant() switch
        {
            "TRUE" or "1" => true,
            null or "" or "FALSE" or "0" => false,
            var other => throw new InvalidOperationException($"The setting {setting} is '{other}'; it must be true or false."),
        };
    }

    /// <summary>The enabled functions with this kind of trigger.</summary>
    public IEnumerable<(FunctionEntry Function, T Trigger)> Of<T>()
        where T : class
        => All.Where(f => f.Trigger is T && !IsDisabled(f)).Select(f => (f, (T)(object)f.Trigger));
}
