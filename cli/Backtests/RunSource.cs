using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Cli.Backtests;

/// <summary>Bars for a run.</summary>
/// <param name="Series">The bars, of the timeframe that was asked for.</param>
/// <param name="Market">Calendar of the market.</param>
/// <param name="Description">Where they come from, and what was done to them.</param>
internal sealed record RunSource(BarSeries Series, Market Market, string Description);
