using Serverless.Core.Indicators;
using Serverless.Core.MarketData;

namespace Serverless.Core.Strategies.Models;

/// <summary>
/// Buys an index fund, in equal shares, when an H4 close (or, where that is configured, a daily one) falls below the lower Bollinger band with an oversold relative strength index, and did not
/// at the bar before; sells when the index has recovered, the close is back at the middle band, or after some days. Long-only.
/// </summary>
public sealed class IndexMeanReversionModel_v1() : AssetModel(
    new StrategySchema
    {
        Name = nameof(IndexMeanReversionModel_v1),
        Category = StrategyIdea.MeanReversion,
        Description = "Index funds that fall below the lower Bollinger band while oversold, for some days at most; long-only, H4 bars.",
        Tags = ["mean-reversion", "equities", "h4"],
        Inputs =
        [
            StrategyInput.Int("rsiPeriod", 14, 2, 50, "Period of the relative strength index, in bars."),
            StrategyInput.Float("rsiEntry", 30, 5, 49, 1, "Index below which it enters."),
            StrategyInput.Float("rsiExit", 50, 30, 90, 1, "Index above which it leaves."),
            StrategyInput.Int("bandPeriod", 20, 5, 100, "Period of the bands, in bars."),
            StrategyInput.Float("bandWidth", 2, 0.5, 4, 0.1, "Distance of the bands from their middle, in standard deviations."),
            StrategyInput.Int("maxHours", 120, 4, 720, "Hours after which it leaves in any case.", step: 4),
            StrategyInput.Choice("bars", ["4h", "1d"], "Bars that it reads: of four hours, or of days where there are no shorter ones."),
        ],
    },
    new SemanticVersion(1, 1, 0),
    "SPY",
    "QQQ")
{
    /// <inheritdoc/>
    protected override ModelTarget? Decide(string asset, ModelContext context, StrategyParameters parameters)
    {
        var bars = context[asset, parameters.Choice("bars") == "1d" ? Timeframe.D1 : Timeframe.H4];
        var rsi = new FeatureArguments(parameters.Int("rsiPeriod"));
        var bands = new FeatureArguments(parameters.Int("bandPeriod"), parameters.Float("bandWidth"));
        var strength = bars.Last(RelativeStrengthIndex.Feature, rsi);
        var middle = bars.Last(BollingerBands.Feature, bands);
        if (!double.IsFinite(strength + middle))
            return null;

        var longest = TimeSpan.FromHours(parameters.Int("maxHours"));
        var isLong = context.Held(asset) is { } held
            ? context.Time - held.Since < longest && strength <= parameters.Float("rsiExit") && bars.Close[^1] < middle
            : IsOversold(bars, rsi, bands, parameters, before: 0) && !IsOversold(bars, rsi, bands, parameters, before: 1);
        return isLong
            ? new ModelTarget(asset, 1.0 / context.Universe.Count) { Urgency = Urgency.High, Horizon = longest }
            : new ModelTarget(asset, 0) { Urgency = Urgency.High };
    }

    private static bool IsOversold(ModelSeries bars, FeatureArguments rsi, FeatureArguments bands, StrategyParameters parameters, int before) =>
        bars.Count > before
        && bars.Last(RelativeStrengthIndex.Feature, rsi, before: before) < parameters.Float("rsiEntry")
        && bars.Close[^(before + 1)] < bars.Last(BollingerBands.Feature, bands, output: 2, before);
}
