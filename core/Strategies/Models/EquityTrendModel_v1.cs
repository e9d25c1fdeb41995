using Serverless.Core.Indicators;
using Serverless.Core.MarketData;

namespace Serverless.Core.Strategies.Models;

/// <summary>Holds each index fund, in equal shares, while its daily close is above its 200-day average and momentum over 6 and 12 months (the mean of
/// both returns) is positive. Long-only.</summary>
public sealed class EquityTrendModel_v1() : AssetModel(
    new StrategySchema
    {
        Name = nameof(EquityTrendModel_v1),
        Category = StrategyIdea.Trend,
        Description = "Index funds above their 200-day average with positive momentum over 6 and 12 months; long-only, daily bars.",
        Tags = ["trend", "equities", "daily"],
        Inputs =
        [
            StrategyInput.Int("average", 200, 20, 400, "Days of the moving average.", step: 20),
            StrategyInput.Int("short", 126, 20, 252, "Days of the shorter momentum.", step: 21),
            StrategyInput.Int("long", 252, 20, 504, "Days of the longer momentum.", step: 21),
        ],
    },
    new SemanticVersion(1, 0, 0),
    "SPY",
    "QQQ")
{
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(60);

    /// <inheritdoc/>
    protected override ModelTarget? Decide(string asset, ModelContext context, StrategyParameters parameters)
    {
        var daily = context[asset, Timeframe.D1];
        var average = daily.Last(SimpleMovingAverage.Feature, new(parameters.Int("average")));
        var shorter = daily.Last(SimpleReturn.Feature, new(parameters.Int("short")));
        var longer = daily.Last(SimpleReturn.Feature, new(parameters.Int("long")));
        if (!double.IsFinite(average + shorter + longer))
            return null;
        return daily.Close[^1] > average && shorter + longer > 0
            ? new ModelTarget(asset, 1.0 / context.Universe.Count) { Confidence = shorter > 0 && longer > 0 ? 1 : 0.5, Horizon = Horizon }
            : new ModelTarget(asset, 0);
    }
}
