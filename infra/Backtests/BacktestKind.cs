namespace Serverless.Infra.Backtests;

/// <summary>What a configuration describes.</summary>
public enum BacktestKind
{
    /// <summary>Strategies on symbols: <see cref="Core.Backtesting.Runs.RunConfiguration"/>.</summary>
    Run,

    /// <summary>Models with budgets and risk limits: <see cref="Core.Backtesting.Models.PlatformConfiguration"/>.</summary>
    Platform,
}
