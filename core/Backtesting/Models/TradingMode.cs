namespace Serverless.Core.Backtesting.Models;

/// <summary>Where decisions go.</summary>
public enum TradingMode
{
    /// <summary>Into the simulation; every model runs, from <see cref="PlatformConfiguration.BacktestInitialNav"/>.</summary>
    Backtest,

    /// <summary>To a broker's paper account; models that are candidates or paper run, on that account's balance.</summary>
    Paper,

    /// <summary>To a broker; models that are live run, on the account's balance.</summary>
    Live,
}
