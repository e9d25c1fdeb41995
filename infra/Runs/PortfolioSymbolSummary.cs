using Serverless.Core.Execution.Accounts;
using Serverless.Core.MarketData;

namespace Serverless.Infra.Runs;

/// <summary>What a portfolio made in one symbol.</summary>
/// <param name="Symbol">Name of the instrument.</param>
/// <param name="Timeframe">Length of its bars.</param>
/// <param name="Bars">Number of its bars up to the end of the run, those before its start included.</param>
/// <param name="Profit">What all strategies made in it, in quote currency.</param>
/// <param name="Trades">Closed trades.</param>
/// <param name="WinRate">Share of them with a profit; null without trades.</param>
/// <param name="Costs">What trading it cost.</param>
/// <param name="Saved">Costs that netting saved.</param>
/// <param name="DataHash"><see cref="ContentHash"/> of its bars.</param>
public sealed record PortfolioSymbolSummary(
    string Symbol, Timeframe Timeframe, int Bars, double Profit, int Trades, double? WinRate, CostLines Costs, double Saved, string DataHash);
