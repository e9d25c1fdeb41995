namespace Serverless.Core.Metrics;

/// <summary>How much was traded over a run: what <see cref="PerformanceMetrics"/> needs beside returns and profits.</summary>
/// <param name="ExposedBars">Bars at whose close a position was held.</param>
/// <param name="Turnover">Sum over all fills of notional ÷ equity before the fill: about 2 for one round trip with all of it.</param>
public readonly record struct TradingActivity(int ExposedBars, double Turnover);
