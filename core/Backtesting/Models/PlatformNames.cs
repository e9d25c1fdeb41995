using System.Collections.Immutable;
using Serverless.Core.Configuration;
using Serverless.Core.Strategies.Models;
using static Serverless.Core.Configuration.ConfigurationTypes;

namespace Serverless.Core.Backtesting.Models;

/// <summary>The names that a document gives itself and refers to elsewhere: known before its values are read, so that a wrong reference is told with
/// all other errors, where it stands.</summary>
/// <param name="Models">Models that have budgets.</param>
/// <param name="Assets">Instruments; null where any name will do.</param>
/// <param name="Classes">Their classes; null where any name will do.</param>
internal sealed record PlatformNames(ImmutableArray<string> Models, ImmutableArray<string>? Assets, ImmutableArray<string>? Classes)
{
    /// <summary>The names of a document.</summary>
    public static PlatformNames Of(ConfigurationMap document, IReadOnlyList<TradingModel> models)
    {
        var known = models.Select(model => model.Schema.Name).ToImmutableArray();
        return new PlatformNames(
            document.Find("models")?.Value is ConfigurationMap given
                ? [.. known.Where(name => given.Find(name) is { Value.IsNull: false })]
                : known,
            Merged(document, "assets", PlatformAsset.Usual.Keys),
            Merged(document, "classes", AssetClass.Usual.Keys));
    }

    /// <summary>No names of its own: for what holds of every document.</summary>
    public static PlatformNames Any(IReadOnlyList<TradingModel> models) => new([.. models.Select(model => model.Schema.Name)], null, null);

    /// <summary>Name of an instrument.</summary>
    public ConfigurationType<string> Asset => NameOf(Assets);

    /// <summary>Name of a class.</summary>
    public ConfigurationType<string> Class => NameOf(Classes);

    /// <summary>Values for some instruments.</summary>
    public ConfigurationType<ImmutableSortedDictionary<string, T>> ByAsset<T>(ConfigurationType<T> type) => By("asset", Assets, type);

    /// <summary>Values for some classes.</summary>
    public ConfigurationType<ImmutableSortedDictionary<string, T>> ByClass<T>(ConfigurationType<T> type) => By("asset class", Classes, type);

    private static ConfigurationType<ImmutableSortedDictionary<string, T>> By<T>(string noun, ImmutableArray<string>? names, ConfigurationType<T> type) =>
        names is { } some ? Named(noun, some, type) : Map(noun, type);

    private static ConfigurationType<string> NameOf(ImmutableArray<string>? names) =>
        names is { IsEmpty: false } some ? Choice([.. some.Select(name => (name, name))]) : Text;

    private static ImmutableArray<string> Merged(ConfigurationMap document, string key, IEnumerable<string> usual)
    {
        var given = (document.Find(key)?.Value as ConfigurationMap)?.Entries ?? [];
        return
        [
            .. usual.Where(name => !given.Any(entry => entry.Key == name && entry.Value.IsNull)),
            .. given.Where(entry => !entry.Value.IsNull).Select(entry => entry.Key).Except(usual),
        ];
    }
}
