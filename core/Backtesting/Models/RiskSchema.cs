using System.Collections.Immutable;
using Serverless.Core.Configuration;
using Serverless.Core.Regimes;
using Serverless.Core.Risk;
using static Serverless.Core.Configuration.ConfigurationTypes;

namespace Serverless.Core.Backtesting.Models;

/// <summary>The keys of risk limits.</summary>
internal static class RiskSchema
{
    private static readonly ConfigurationType<double> Limit = Number(above: 0);
    private static readonly ConfigurationType<double> LimitOrNone = Number(min: 0);

    public static ConfigurationType<RiskLimits> For(PlatformNames names) => new ConfigurationRecord<RiskLimits>(new())
        .Key("per_asset", Limit, risk => risk.MaxAsset, (risk, value) => risk with { MaxAsset = value },
            "Largest weight of an asset, long or short; what is beyond it is cut.")
        .Key("by_asset", names.ByAsset(LimitOrNone), risk => Sorted(risk.MaxByAsset), (risk, value) => risk with { MaxByAsset = value },
            "Largest weight of single assets instead, by symbol; 0 forbids one.")
        .Key("asset_class", names.ByClass(LimitOrNone), risk => Sorted(risk.MaxByClass), (risk, value) => risk with { MaxByClass = value },
            "Largest gross weight of classes, by name; a class beyond it is scaled. crypto has 0.2 until something else is said; null takes a limit away.")
        .Key("concentration", OptionalKeys(Concentration),
            risk => risk.MaxTop is { } max ? new Largest(risk.TopCount, max) : null,
            (risk, value) => risk with { TopCount = value?.Count ?? risk.TopCount, MaxTop = value?.Max },
            "Largest sum of the largest positions; null for no limit.")
        .Key("leverage", Limit, risk => risk.MaxGross, (risk, value) => risk with { MaxGross = value },
            "Largest sum of all sizes; everything is scaled.")
        .Key("net", Limit, risk => risk.MaxNet, (risk, value) => risk with { MaxNet = value },
            "Largest size of the sum of all weights; everything is scaled.")
        .Key("drawdown", OptionalKeys(Drawdown),
            risk => risk.Drawdown is { } limit ? new Loss(limit, risk.DrawdownRelease == Loss.Released(limit) ? null : risk.DrawdownRelease) : null,
            (risk, value) => risk with { Drawdown = value?.Limit, DrawdownRelease = value?.Release ?? (value is null ? 0 : Loss.Released(value.Limit)) },
            "Loss from the highest net asset value from which on risk is taken back; null for no limit.")
        .Key("daily_loss", OptionalKeys(DailyLoss), risk => risk.DailyLoss, (risk, value) => risk with { DailyLoss = value },
            "The same for the loss since the last value of the day before, UTC; null for no limit.")
        .Key("by_regime", Named("regime", RegimeKeys.All, Number(above: 0, max: 1)), risk => Sorted(risk.ByRegime), (risk, value) => risk with { ByRegime = value },
            "For regimes, by key, a factor on all weight limits while it holds; of several the smallest.");

    private static ConfigurationType<Largest> Concentration => new ConfigurationRecord<Largest>(new(3, 1))
        .Key("count", Whole(1, 1_000), top => top.Count, (top, value) => top with { Count = value }, "How many of the largest are counted.")
        .Key("max", Limit, top => top.Max, (top, value) => top with { Max = value }, "Largest sum of their sizes.", isRequired: true);

    private static ConfigurationType<Loss> Drawdown => new ConfigurationRecord<Loss>(new(new LossLimit(0.15), null))
        .Key("threshold", Number(above: 0, max: 1), loss => loss.Limit.Threshold, (loss, value) => loss with { Limit = loss.Limit with { Threshold = value } },
            "The loss; 0.15 is 15 %.")
        .Key("action", Choice<LossAction>(), loss => loss.Limit.Action, (loss, value) => loss with { Limit = loss.Limit with { Action = value } },
            "Targets are reduced by `factor`, positions only shrink (preserve), or all is closed (flatten).")
        .Key("factor", Number(min: 0, max: 1), loss => loss.Limit.Factor, (loss, value) => loss with { Limit = loss.Limit with { Factor = value } },
            "What `reduce` leaves of targets.")
        .Key("release", Optional(Number(min: 0, below: 1)), loss => loss.Release, (loss, value) => loss with { Release = value },
            "Drawdown below which the limit is withdrawn again; null for two thirds of the threshold.")
        .Rule("release", loss => loss.Release >= loss.Limit.Threshold
            ? FormattableString.Invariant($"it must be below threshold, {loss.Limit.Threshold}.")
            : null);

    private static ConfigurationType<LossLimit> DailyLoss => new ConfigurationRecord<LossLimit>(new(0.05))
        .Key("threshold", Number(above: 0, max: 1), loss => loss.Threshold, (loss, value) => loss with { Threshold = value }, "The loss; 0.05 is 5 %.")
        .Key("action", Choice<LossAction>(), loss => loss.Action, (loss, value) => loss with { Action = value }, "As for `drawdown`, until the day ends.")
        .Key("factor", Number(min: 0, max: 1), loss => loss.Factor, (loss, value) => loss with { Factor = value }, "What `reduce` leaves of targets.");

    private static ImmutableSortedDictionary<string, double> Sorted(IReadOnlyDictionary<string, double> limits) =>
        limits.ToImmutableSortedDictionary(limit => limit.Key, limit => limit.Value, StringComparer.Ordinal);

    private sealed record Largest(int Count, double Max);

    private sealed record Loss(LossLimit Limit, double? Release)
    {
        public static double Released(LossLimit limit) => limit.Threshold * 2 / 3;
    }
}
