namespace Serverless.Core.Reporting.Runs;

/// <summary>A fill: what was traded, and what that cost. Money is in quote currency.</summary>
/// <param name="Strategy">The strategy or model.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Time">UTC open time of the bar.</param>
/// <param name="Quantity">Units; negative when sold.</param>
/// <param name="Price">Price, slippage included.</param>
/// <param name="Cost">Commission and slippage.</param>
public sealed record RunFill(string Strategy, string Symbol, DateTime Time, double Quantity, double Price, double Cost);
