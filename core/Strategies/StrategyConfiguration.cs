using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.Core.Strategies;

/// <summary>A template with parameters for one symbol: what an evaluation cycle tests.</summary>
/// <param name="Id">
/// Hash of what decides the behaviour (template, template version, symbol, parameters) behind a readable prefix, for example
/// <c>sma-cross-btcusdt-3f9a1c2b</c>. The same content has the same id in every cycle.
/// </param>
/// <param name="Template">Name of the template.</param>
/// <param name="TemplateVersion">Version of the template's rule.</param>
/// <param name="Version">Version within the lineage: 1 for a fresh one, one more than its parent for a child.</param>
/// <param name="ParentId">The configuration whose parameters were changed, or null.</param>
/// <param name="Symbol">The instrument.</param>
/// <param name="Parameters">Values by name.</param>
public sealed record StrategyConfiguration(
    string Id,
    string Template,
    int TemplateVersion,
    int Version,
    string? ParentId,
    string Symbol,
    ImmutableSortedDictionary<string, double> Parameters)
{
    /// <summary>Number of ancestors.</summary>
    public int Generation => Version - 1;

    /// <summary>A configuration without ancestors.</summary>
    public static StrategyConfiguration Create(
        StrategyTemplate template, string symbol, ImmutableSortedDictionary<string, double> parameters)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentException.ThrowIfNullOrWhiteSpace(symbol);
        ArgumentNullException.ThrowIfNull(parameters);
        var id = IdOf(template, symbol, parameters);
        return new StrategyConfiguration(id, template.Name, template.Version, 1, null, symbol, parameters);
    }

    /// <summary>The same symbol and template, in its present version, with other parameters.</summary>
    public StrategyConfiguration CreateChild(StrategyTemplate template, ImmutableSortedDictionary<string, double> parameters) =>
        Create(template, Symbol, parameters) with { Version = Version + 1, ParentId = Id };

    /// <summary>Equal when content and lineage are.</summary>
    public bool Equals(StrategyConfiguration? other) =>
        other is not null && Id == other.Id && Version == other.Version && ParentId == other.ParentId
        && Symbol == other.Symbol && Template == other.Template && TemplateVersion == other.TemplateVersion
        && Parameters.SequenceEqual(other.Parameters);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Version, ParentId);

    private static string IdOf(StrategyTemplate template, string symbol, ImmutableSortedDictionary<string, double> parameters)
    {
        var content = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{template.Name}\n{template.Version}\n{symbol}");
        foreach (var (name, value) in parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            content.Append(CultureInfo.InvariantCulture, $"\n{name}={value:R}");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToString())).AsSpan(0, 4));
        var readable = string.Concat(symbol.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return $"{template.Name}-{readable}-{hash}";
    }
}
