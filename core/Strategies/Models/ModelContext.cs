using Serverless.Core.MarketData;
using Serverless.Core.Regimes;

namespace Serverless.Core.Strategies.Models;

/// <summary>What a model sees when it decides: market, regime, budget and what it asked for before. No broker, no other model, no future.</summary>
public sealed class ModelContext
{
    private readonly ModelMarket market;
    private readonly ModelState state;
    private Dictionary<string, string>? missing;

    internal ModelContext(
        ModelMarket market, ModelState state, DateTimeOffset time, MarketRegimeState regime, IReadOnlyList<string> universe, double budget, double netAssetValue)
    {
        (this.market, this.state) = (market, state);
        (Time, Regime, Universe, Budget, BudgetValue) = (time, regime, universe, budget, budget * netAssetValue);
    }

    /// <summary>UTC time of the decision.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>The regimes.</summary>
    public MarketRegimeState Regime { get; }

    /// <summary>The assets to decide on.</summary>
    public IReadOnlyList<string> Universe { get; }

    /// <summary>The model's share of net asset value, 0 … 1.</summary>
    public double Budget { get; }

    /// <summary>The same in quote currency.</summary>
    public double BudgetValue { get; }

    /// <summary>Bars of an asset that are known now; none while one is missing that nothing stands in for.</summary>
    /// <exception cref="ArgumentException">The market has no such series.</exception>
    public ModelSeries this[string asset, Timeframe timeframe]
    {
        get
        {
            var bars = market.At(asset, timeframe, Time.UtcTicks, out var since);
            if (since != 0)
                (missing ??= [])[asset] = FormattableString.Invariant($"the {timeframe} bar that was due at {new DateTime(since):yyyy-MM-dd HH:mm} is missing");
            return bars;
        }
    }

    /// <summary>Which bar of an asset was asked for and is missing; null when none is.</summary>
    public string? FindMissing(string asset) => missing?.GetValueOrDefault(asset);

    /// <summary>What the model asked for last of an asset; null when flat.</summary>
    public ModelHolding? Held(string asset) => state.Holdings.TryGetValue(asset, out var held) ? held : null;
}
