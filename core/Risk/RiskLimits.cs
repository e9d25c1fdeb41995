using System.Collections.Immutable;
using Serverless.Core.Configuration;
using Serverless.Core.Regimes;

namespace Serverless.Core.Risk;

/// <summary>Limits of a portfolio. Weights are shares of net asset value.</summary>
public sealed record RiskLimits
{
    /// <summary>Largest weight of an asset, long or short; positive.</summary>
    public double MaxAsset { get; init; } = 0.4;

    /// <summary>Largest weight of single assets instead, by symbol; 0 forbids one.</summary>
    public IReadOnlyDictionary<string, double> MaxByAsset { get; init; } = ImmutableDictionary<string, double>.Empty;

    /// <summary>Largest gross weight of asset classes, by name; 0 or more.</summary>
    public IReadOnlyDictionary<string, double> MaxByClass { get; init; } = ImmutableDictionary<string, double>.Empty;

    /// <summary>Class of each asset, by symbol; needed for every asset where classes are limited.</summary>
    public IReadOnlyDictionary<string, string> Classes { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>How many of the largest positions <see cref="MaxTop"/> counts; at least 1.</summary>
    public int TopCount { get; init; } = 3;

    /// <summary>Largest sum of the sizes of the largest positions; positive; null for no limit.</summary>
    public double? MaxTop { get; init; }

    /// <summary>Largest sum of all sizes, the leverage; positive.</summary>
    public double MaxGross { get; init; } = 1.2;

    /// <summary>Largest size of the sum of all weights; positive.</summary>
    public double MaxNet { get; init; } = 1.2;

    /// <summary>Loss from the highest net asset value so far.</summary>
    public LossLimit? Drawdown { get; init; } = new(0.15);

    /// <summary>Drawdown below which the drawdown limit is withdrawn again; below its threshold.</summary>
    public double DrawdownRelease { get; init; } = 0.1;

    /// <summary>Loss since the last net asset value of the day before, in UTC.</summary>
    public LossLimit? DailyLoss { get; init; }

    /// <summary>By key of <see cref="RegimeKeys"/>, a factor (0 … 1) for all weight limits while that regime holds; of several, the smallest.</summary>
    public IReadOnlyDictionary<string, double> ByRegime { get; init; } = ImmutableDictionary<string, double>.Empty;

    /// <summary>The limits that hold in a regime; loss limits stay as they are.</summary>
    public RiskLimits For(MarketRegimeState regime)
    {
        ArgumentNullException.ThrowIfNull(regime);
        var factor = regime.Keys.Select(key => ByRegime.GetValueOrDefault(key, 1)).Min();
        return factor == 1 ? this : this with
        {
            MaxAsset = MaxAsset * factor,
            MaxByAsset = Scaled(MaxByAsset),
            MaxByClass = Scaled(MaxByClass),
            MaxTop = MaxTop * factor,
            MaxGross = MaxGross * factor,
            MaxNet = MaxNet * factor,
            ByRegime = ImmutableDictionary<string, double>.Empty,
        };

        ImmutableDictionary<string, double> Scaled(IReadOnlyDictionary<string, double> limits) =>
            limits.ToImmutableDictionary(limit => limit.Key, limit => limit.Value * factor);
    }

    /// <summary>Why these limits cannot be used, with the key at fault, or null when they can.</summary>
    public string? FindProblem()
    {
        foreach (var (key, value) in new[] { ("maxAsset", MaxAsset), ("maxTop", MaxTop ?? 1), ("maxGross", MaxGross), ("maxNet", MaxNet) })
        {
            if (!(value > 0) || !double.IsFinite(value))
                return FormattableString.Invariant($"risk.{key} is {value}; it must be a positive number.");
        }

        foreach (var (key, limits) in new[] { ("maxByAsset", MaxByAsset), ("maxByClass", MaxByClass) })
        {
            if (limits.FirstOrDefault(limit => !(limit.Value >= 0) || !double.IsFinite(limit.Value)) is { Key: { } name } bad)
                return FormattableString.Invariant($"risk.{key}.{name} is {bad.Value}; it must be a number of 0 or more.");
        }

        foreach (var (key, factor) in ByRegime)
        {
            if (!RegimeKeys.All.Contains(key))
                return $"risk.byRegime has '{key}'; did you mean '{NearestName.Of(key, RegimeKeys.All)}'?";
            if (!(factor is > 0 and <= 1))
                return FormattableString.Invariant($"risk.byRegime.{key} is {factor}; it must be above 0 up to 1.");
        }

        if (TopCount < 1)
            return $"risk.topCount is {TopCount}; it must be at least 1.";
        if (Drawdown is { } drawdown && !(DrawdownRelease >= 0 && DrawdownRelease < drawdown.Threshold))
            return FormattableString.Invariant($"risk.drawdownRelease is {DrawdownRelease}; it must be 0 or more and below the threshold, {drawdown.Threshold}.");
        return Drawdown?.FindProblem("risk.drawdown") ?? DailyLoss?.FindProblem("risk.dailyLoss");
    }
}
