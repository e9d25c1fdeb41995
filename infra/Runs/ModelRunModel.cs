using Serverless.Core.Backtesting;
using Serverless.Core.Backtesting.Models;
using Serverless.Core.Backtesting.Portfolio;
using Serverless.Core.Execution.Accounts;
using Serverless.Core.Metrics;

namespace Serverless.Infra.Runs;

/// <summary>What one model of a run made.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its semantic version.</param>
/// <param name="Universe">Its assets.</param>
/// <param name="Parameters">Its parameters, by name.</param>
/// <param name="InitialEquity">Its first budget of the initial equity, in quote currency.</param>
/// <param name="FinalEquity">That, and what it made.</param>
/// <param name="Profit">What it made, open positions and all costs included.</param>
/// <param name="Figures">Figures on what it could use, see <see cref="ModelLedger"/>; null after a failure of the run.</param>
/// <param name="BalancedPerformance">Its balanced performance score; null where a figure of it is.</param>
/// <param name="Costs">What its trades cost.</param>
/// <param name="Held">What it holds at the end, in units, by symbol.</param>
/// <param name="Failure">Why it was closed out; null when it finished.</param>
public sealed record ModelRunModel(
    string Name,
    string Version,
    IReadOnlyList<string> Universe,
    IReadOnlyDictionary<string, double> Parameters,
    double InitialEquity,
    double FinalEquity,
    double Profit,
    PerformanceMetrics? Figures,
    double? BalancedPerformance,
    CostLines Costs,
    IReadOnlyDictionary<string, double> Held,
    BacktestFailure? Failure)
{
    internal static ModelRunModel Of(ModelLedger model, MemberResult member)
    {
        var profit = model.Profit.LastOrDefault();
        var initial = model.Equity is [.., var last] ? last - profit : 0;
        return new ModelRunModel(
            model.Name,
            model.Id[(model.Id.IndexOf('@', StringComparison.Ordinal) + 1)..],
            model.Universe,
            model.Parameters.Values,
            initial,
            initial + profit,
            profit,
            model.Metrics,
            model.Metrics is { } figures ? Core.Metrics.BalancedPerformance.Of(figures) : null,
            model.Costs,
            new SortedDictionary<string, double>(
                member.Books.Where(book => book.Held is not null).ToDictionary(book => book.Symbol, book => book.Held!.Value.Quantity), StringComparer.Ordinal),
            model.Failure);
    }
}
