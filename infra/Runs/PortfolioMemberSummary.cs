using Serverless.Core.Backtesting;
using Serverless.Core.Execution.Accounts;

namespace Serverless.Infra.Runs;

/// <summary>What one strategy of a portfolio made.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Symbol">The symbol that it trades.</param>
/// <param name="Budget">Its share of the account's equity.</param>
/// <param name="Profit">What it has made, open position and all costs included, in quote currency.</param>
/// <param name="Trades">Closed trades.</param>
/// <param name="WinRate">Share of them with a profit; null without trades.</param>
/// <param name="Costs">What it cost.</param>
/// <param name="Held">What it still holds; null for nothing.</param>
/// <param name="Failure">Why it was closed out; null when it finished.</param>
public sealed record PortfolioMemberSummary(
    string Name, string Symbol, double Budget, double Profit, int Trades, double? WinRate, CostLines Costs, HeldPosition? Held, BacktestFailure? Failure);
