using System.Collections.Immutable;
using Serverless.Core.MarketData;
using Serverless.Core.Strategies;
using Serverless.Core.Strategies.Models;

namespace Serverless.Core.Backtesting.Models;

/// <summary>A model of the platform as it is configured.</summary>
/// <param name="Model">The model.</param>
public sealed record PlatformModel(TradingModel Model)
{
    /// <summary>Its parameters.</summary>
    public StrategyParameters Parameters { get; init; } = Model.Schema.Resolve(ImmutableDictionary<string, double>.Empty);

    /// <summary>Its assets, each once.</summary>
    public ImmutableArray<string> Universe { get; init; } = [.. Model.Universe];

    /// <summary>Its share of net asset value, 0 … 1.</summary>
    public double Budget { get; init; }

    /// <summary>How far it has come.</summary>
    public ModelStage Stage { get; init; }

    /// <summary>What stands in for bars that it misses.</summary>
    public IMissingDataPolicy MissingData { get; init; } = new ForwardFill(5);

    /// <summary>Whether a mode runs it.</summary>
    public bool RunsIn(TradingMode mode) => mode switch
    {
        TradingMode.Backtest => true,
        TradingMode.Paper => Stage is ModelStage.Candidate or ModelStage.Paper,
        _ => Stage == ModelStage.Live,
    };

    /// <summary>The model with its parameters and assets.</summary>
    public ModelInstance Instance() => new(Model, Parameters.Values, Universe);
}
