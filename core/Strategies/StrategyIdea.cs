namespace Serverless.Core.Strategies;

/// <summary>What a template bets on.</summary>
public enum StrategyIdea
{
    /// <summary>Prices that rise above their average keep rising.</summary>
    Trend,

    /// <summary>What gained lately keeps gaining.</summary>
    Momentum,

    /// <summary>Extremes return to the average.</summary>
    MeanReversion,

    /// <summary>A price outside its range runs on.</summary>
    Breakout,

    /// <summary>Risk is held constant, or large moves are followed.</summary>
    Volatility,

    /// <summary>Another idea, held only in suitable regimes.</summary>
    RegimeGated,
}
