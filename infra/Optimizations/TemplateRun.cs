using Serverless.Core.Backtesting;
using Serverless.Core.MarketData;

namespace Serverless.Infra.Optimizations;

/// <summary>A run of a template on the newest days of a series: what a search is around when no configuration says more.</summary>
/// <param name="Template">Name of the template.</param>
/// <param name="Symbol">The instrument.</param>
/// <param name="Timeframe">Length of the bars; null takes the finest stored.</param>
/// <param name="HistoryDays">Days before the series' last bar that are used; positive. Older bars only warm indicators up.</param>
/// <param name="Settings">Costs, sizing and accounting.</param>
public sealed record TemplateRun(string Template, string Symbol, Timeframe? Timeframe, int HistoryDays, BacktestSettings Settings);
