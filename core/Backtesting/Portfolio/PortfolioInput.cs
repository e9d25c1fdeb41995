using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Core.Backtesting.Portfolio;

/// <summary>A series that strategies read and nobody trades: daily bars beside an H4 clock, an index, a macro figure.</summary>
/// <param name="Name">What strategies call it; no symbol or other input has it.</param>
/// <param name="Bars">Its bars, of any timeframe.</param>
/// <param name="Market">Decides with the timeframe when each bar is known: <see cref="BarAvailability"/>.</param>
public sealed record PortfolioInput(string Name, BarSeries Bars, Market Market);
