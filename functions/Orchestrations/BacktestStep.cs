namespace Serverless.Functions.Orchestrations;

/// <summary>What a backtest does at present: the custom status of its orchestration.</summary>
public enum BacktestStep
{
    /// <summary>Records that it begins.</summary>
    Opening,

    /// <summary>Loads the series, runs, and stores the result.</summary>
    Running,

    /// <summary>Records the result.</summary>
    Publishing,
}
