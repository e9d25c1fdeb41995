using Serverless.Core.MarketData;

namespace Serverless.Core.Backtesting.Models;

/// <summary>What was missing in a series that a model could read.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Timeframe">Length of its bars.</param>
/// <param name="Policy">What was done, for example <c>forward-fill-3</c>.</param>
/// <param name="Counts">How many bars were expected, present, filled and absent, from the first bar to the last.</param>
public sealed record MissingSeries(string Model, string Symbol, Timeframe Timeframe, string Policy, MissingDataCounts Counts);
