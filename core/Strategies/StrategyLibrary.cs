using System.Collections.Immutable;
using System.Reflection;
using Serverless.Core.Configuration;
using Serverless.Core.Strategies.Orders;

namespace Serverless.Core.Strategies;

/// <summary>Strategies by name: those that come with the platform, and those that were added. Immutable.</summary>
public sealed class StrategyLibrary
{
    private readonly ImmutableSortedDictionary<string, StrategyDefinition> definitions;

    private StrategyLibrary(ImmutableSortedDictionary<string, StrategyDefinition> definitions) => this.definitions = definitions;

    /// <summary>What comes with the platform: strategies that place orders, and every template of <see cref="StrategyCatalog"/>.</summary>
    public static StrategyLibrary BuiltIn { get; } =
        new StrategyLibrary(ImmutableSortedDictionary.Create<string, StrategyDefinition>(StringComparer.Ordinal))
            .With(new EmaCrossBracket(), new DonchianTrail(), new RsiLimit(), new ScaledTrend())
            .With([.. StrategyCatalog.All.Select(template => new SignalDefinition(template))]);

    /// <summary>All strategies, by name.</summary>
    public IEnumerable<StrategyDefinition> All => definitions.Values;

    /// <summary>The strategy called <paramref name="name"/>.</summary>
    /// <exception cref="ArgumentException">There is none; the message names the nearest.</exception>
    public StrategyDefinition Get(string name) => definitions.GetValueOrDefault(name)
        ?? throw new ArgumentException(
            $"There is no strategy '{name}'; did you mean '{NearestName.Of(name, definitions.Keys)}'? There are {string.Join(", ", definitions.Keys)}.", nameof(name));

    /// <summary>These strategies and more.</summary>
    /// <exception cref="ArgumentException">A name is taken.</exception>
    public StrategyLibrary With(params ReadOnlySpan<StrategyDefinition> more)
    {
        var all = definitions.ToBuilder();
        foreach (var definition in more)
        {
            if (!all.TryAdd(definition.Schema.Name, definition))
                throw new ArgumentException($"There are two strategies '{definition.Schema.Name}'; rename one.", nameof(more));
        }

        return new StrategyLibrary(all.ToImmutable());
    }

    /// <summary>These strategies and every public definition of an assembly that has a constructor without parameters.</summary>
    /// <exception cref="ArgumentException">A name is taken.</exception>
    public StrategyLibrary WithAssembly(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        return With([.. assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(StrategyDefinition)) && !type.IsAbstract && type.GetConstructor([]) is not null)
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (StrategyDefinition)Activator.CreateInstance(type)!)]);
    }
}
