namespace Serverless.Infra.Backtests;

/// <summary>A backtest needs bars that are not stored.</summary>
/// <param name="message">Which, and what there is.</param>
public sealed class MissingDataException(string message) : InvalidOperationException(message);
