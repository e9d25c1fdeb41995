using System.Collections.Immutable;
using System.Globalization;
using Serverless.Core.Strategies;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.Keys;

namespace Serverless.Functions.Hosting;

/// <summary>Seals strategy configurations before orchestrations carry them, and opens them in activities.</summary>
public sealed class StrategySeal(ContentProtection protection)
{
    /// <summary>Seals configurations, in their order.</summary>
    public async Task<IReadOnlyList<SealedStrategy>> SealAsync(IEnumerable<StrategyConfiguration> strategies, CancellationToken cancellation)
    {
        var sealedOnes = new List<SealedStrategy>();
        foreach (var one in strategies)
        {
            var parameters = await SealAsync(one.Id, one.Parameters, cancellation);
            sealedOnes.Add(new(one.Id, one.Template, one.TemplateVersion, one.Version, one.ParentId, one.Symbol, parameters));
        }

        return sealedOnes;
    }

    /// <summary>Opens configurations, in their order.</summary>
    /// <exception cref="ContentKeyException">One does not open.</exception>
    public async Task<IReadOnlyList<StrategyConfiguration>> OpenAsync(IEnumerable<SealedStrategy> strategies, CancellationToken cancellation)
    {
        var opened = new List<StrategyConfiguration>();
        foreach (var one in strategies)
            opened.Add(await OpenAsync(one, cancellation));
        return opened;
    }

    /// <summary>Opens a configuration.</summary>
    /// <exception cref="ContentKeyException">It does not open.</exception>
    public async Task<StrategyConfiguration> OpenAsync(SealedStrategy strategy, CancellationToken cancellation) => new(
        strategy.Id,
        strategy.Template,
        strategy.TemplateVersion,
        strategy.Version,
        strategy.ParentId,
        strategy.Symbol,
        await OpenAsync(strategy.Id, strategy.Parameters, cancellation));

    /// <summary>Seals a parameter set that belongs to <paramref name="owner"/>.</summary>
    public async Task<string> SealAsync(string owner, ImmutableSortedDictionary<string, double> parameters, CancellationToken cancellation) => await protection.SealTextAsync(
        IdentityOf(owner),
        string.Join(' ', parameters.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value:R}"))),
        cancellation);

    /// <summary>Opens a parameter set of <paramref name="owner"/>.</summary>
    /// <exception cref="ContentKeyException">It does not open.</exception>
    public async Task<ImmutableSortedDictionary<string, double>> OpenAsync(string owner, string parameters, CancellationToken cancellation) =>
        (await protection.OpenTextAsync(IdentityOf(owner), parameters, cancellation))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('='))
            .ToImmutableSortedDictionary(pair => pair[0], pair => double.Parse(pair[1], CultureInfo.InvariantCulture));

    /// <summary>Seals parameter sets of <paramref name="owner"/>, in their order.</summary>
    public async Task<IReadOnlyList<string>> SealAsync(string owner, IEnumerable<ImmutableSortedDictionary<string, double>> sets, CancellationToken cancellation)
    {
        var sealedOnes = new List<string>();
        foreach (var one in sets)
            sealedOnes.Add(await SealAsync(owner, one, cancellation));
        return sealedOnes;
    }

    /// <summary>Opens parameter sets of <paramref name="owner"/>, in their order.</summary>
    /// <exception cref="ContentKeyException">One does not open.</exception>
    public async Task<IReadOnlyList<ImmutableSortedDictionary<string, double>>> OpenAsync(string owner, IEnumerable<string> sets, CancellationToken cancellation)
    {
        var opened = new List<ImmutableSortedDictionary<string, double>>();
        foreach (var one in sets)
            opened.Add(await OpenAsync(owner, one, cancellation));
        return opened;
    }

    private static string IdentityOf(string owner) => $"parameters/{owner}";
}
