using System.Collections.Immutable;
using Serverless.Core.Configuration;
using Serverless.Core.Regimes;

namespace Serverless.Core.Portfolio;

/// <summary>Share of net asset value that each model may use, and how regimes change it.</summary>
public sealed record ModelBudgets
{
    // Shares written in decimals need not sum to 1 exactly.
    private const double Rounding = 1e-9;

    /// <summary>Share of each model by its name, 0 … 1; their sum is at most 1.</summary>
    public required IReadOnlyDictionary<string, double> Base { get; init; }

    /// <summary>
    /// By key of <see cref="RegimeKeys"/>, the shares that hold in that regime instead, for the models that are named. Where several regimes
    /// that hold name a model, the smallest share counts.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> ByRegime { get; init; } =
        ImmutableDictionary<string, IReadOnlyDictionary<string, double>>.Empty;

    /// <summary>Share of each model in a regime.</summary>
    public IReadOnlyDictionary<string, double> For(MarketRegimeState regime)
    {
        ArgumentNullException.ThrowIfNull(regime);
        return In(regime.Keys);
    }

    /// <summary>Why these budgets cannot be used, with the key at fault, or null when they can: in every combination of regimes the sum must be
    /// at most 1.</summary>
    public string? FindProblem()
    {
        if (FindBadShare("budgets", Base) is { } bad)
            return bad;
        foreach (var (key, shares) in ByRegime)
        {
            if (!RegimeKeys.All.Contains(key))
                return $"regimeBudgets has '{key}'; did you mean '{NearestName.Of(key, RegimeKeys.All)}'?";
            if (FindBadShare($"regimeBudgets.{key}", shares) is { } wrong)
                return wrong;
            if (shares.Keys.FirstOrDefault(model => !Base.ContainsKey(model)) is { } unknown)
                return $"regimeBudgets.{key} names '{unknown}', which has no budget.";
        }

        var regimes =
            from crypto in Enum.GetValues<CryptoRegime>()
            from equity in Enum.GetValues<EquityRegime>()
            from macro in Enum.GetValues<MacroRegime>()
            from level in Enum.GetValues<VolatilityLevel>()
            select new[] { RegimeKeys.Of(crypto), RegimeKeys.Of(equity), RegimeKeys.Of(macro), RegimeKeys.Of(level) };
        foreach (var keys in regimes)
        {
            var sum = In(keys).Values.Sum();
            if (sum > 1 + Rounding)
                return FormattableString.Invariant($"the budgets add up to {sum:0.#########} in {string.Join(", ", keys.Where(ByRegime.ContainsKey).DefaultIfEmpty("any regime"))}; at most 1 is there.");
        }

        return null;
    }

    /// <summary>The shares that a regime names; other models are absent.</summary>
    internal IReadOnlyDictionary<string, double> Ceilings(MarketRegimeState regime) => Named(regime.Keys);

    private ImmutableSortedDictionary<string, double> In(IReadOnlyList<string> keys) =>
        Base.ToImmutableSortedDictionary(StringComparer.Ordinal).SetItems(Named(keys));

    private Dictionary<string, double> Named(IReadOnlyList<string> keys) => keys
        .Where(ByRegime.ContainsKey)
        .SelectMany(key => ByRegime[key])
        .GroupBy(share => share.Key)
        .ToDictionary(model => model.Key, model => model.Min(share => share.Value));

    private static string? FindBadShare(string key, IReadOnlyDictionary<string, double> shares) => shares
        .Where(share => !(share.Value is >= 0 and <= 1))
        .Select(share => FormattableString.Invariant($"{key}.{share.Key} is {share.Value}; it must be 0 to 1."))
        .FirstOrDefault();
}
