using Serverless.Core.Configuration;

namespace Serverless.Core.Strategies.Models;

/// <summary>The models that the platform ships: every public model of this assembly. A new one is one file.</summary>
public static class ModelCatalog
{
    /// <summary>All models, by name.</summary>
    public static IReadOnlyList<TradingModel> All { get; } =
    [
        .. typeof(ModelCatalog).Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(TradingModel)) && !type.IsAbstract && type.GetConstructor([]) is not null)
            .Select(type => (TradingModel)Activator.CreateInstance(type)!)
            .OrderBy(model => model.Schema.Name, StringComparer.Ordinal),
    ];

    /// <summary>The model called <paramref name="name"/>.</summary>
    /// <exception cref="ArgumentException">There is none; the message names the nearest.</exception>
    public static TradingModel Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(model => model.Schema.Name == name) ?? throw new ArgumentException(
            $"There is no model '{name}'; did you mean '{NearestName.Of(name, All.Select(model => model.Schema.Name))}'?", nameof(name));
    }
}
