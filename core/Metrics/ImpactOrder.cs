namespace Serverless.Core.Metrics;

/// <summary>An order as market impact sees it.</summary>
/// <param name="Share">Its notional ÷ the capital at that time; not negative.</param>
/// <param name="DailyValue">Value of the instrument that is traded in a day, in the currency of the capital; positive.</param>
/// <param name="DailyVolatility">Standard deviation of its daily returns; not negative.</param>
public readonly record struct ImpactOrder(double Share, double DailyValue, double DailyVolatility);
