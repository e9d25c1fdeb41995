using System.Collections.Immutable;
using Serverless.Core.Regimes;

namespace Serverless.Core.Strategies.Models;

/// <summary>A model with its parameters and assets. Immutable.</summary>
public sealed class ModelInstance
{
    /// <summary>Configures a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="parameters">Values of parameters by name; defaults for the rest.</param>
    /// <param name="universe">Its assets; null for the usual ones.</param>
    /// <exception cref="ArgumentException">A parameter is unknown or out of range, or an asset is named twice; the message names it.</exception>
    public ModelInstance(TradingModel model, IReadOnlyDictionary<string, double>? parameters = null, IReadOnlyList<string>? universe = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model = model;
        Parameters = model.Schema.Resolve(parameters ?? ImmutableDictionary<string, double>.Empty);
        Universe = universe ?? model.Universe;
        if (Universe.Count == 0 || Universe.GroupBy(asset => asset).FirstOrDefault(group => group.Count() > 1) is { Key: var _ })
            throw new ArgumentException($"{Name}: the universe must name at least one asset, and each once: {string.Join(", ", Universe)}.", nameof(universe));
    }

    /// <summary>The model.</summary>
    public TradingModel Model { get; }

    /// <summary>A value for each parameter.</summary>
    public StrategyParameters Parameters { get; }

    /// <summary>Its assets.</summary>
    public IReadOnlyList<string> Universe { get; }

    /// <summary>Name of the model.</summary>
    public string Name => Model.Schema.Name;

    /// <summary>Name and version, as results record them: <c>EquityTrendModel_v1@1.0.0</c>.</summary>
    public string Id => $"{Name}@{Model.Version}";

    /// <summary>Decides.</summary>
    /// <param name="market">The series.</param>
    /// <param name="time">Time of the decision: nothing later is seen.</param>
    /// <param name="regime">The regimes at that time.</param>
    /// <param name="state">What the model asked for before.</param>
    /// <param name="budget">Its share of net asset value.</param>
    /// <param name="netAssetValue">In quote currency.</param>
    /// <exception cref="InvalidOperationException">The model decided what cannot be followed, or on an asset that is not its own; the message names
    /// model and asset.</exception>
    public ModelDecision Decide(
        ModelMarket market, DateTimeOffset time, MarketRegimeState regime, ModelState state, double budget = 1, double netAssetValue = 1)
    {
        ArgumentNullException.ThrowIfNull(market);
        ArgumentNullException.ThrowIfNull(regime);
        ArgumentNullException.ThrowIfNull(state);
        var decision = Model.Decide(new ModelContext(market, state, time, regime, Universe, budget, netAssetValue), Parameters);
        if (decision.FindProblem() is { } problem)
            throw new InvalidOperationException($"{Id}: {problem}");
        return decision.Targets.FirstOrDefault(target => !Universe.Contains(target.Asset)) is { } foreign
            ? throw new InvalidOperationException($"{Id}: {foreign.Asset} is not of its universe, {string.Join(", ", Universe)}.")
            : decision;
    }
}
