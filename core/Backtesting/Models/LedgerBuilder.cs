using Serverless.Core.Backtesting.Portfolio;
using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Orders;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;
using Serverless.Core.Time;

namespace Serverless.Core.Backtesting.Models;

/// <summary>Turns the books of the models into ledgers and holdings.</summary>
internal sealed class LedgerBuilder
{
    // What rounding leaves of a position that was closed.
    private const double Nothing = 1e-12;

    private readonly PortfolioResult result;
    private readonly IReadOnlyList<ModelStep> steps;
    private readonly double stepsPerYear;
    private readonly Dictionary<string, (long[] Known, double[] Prices)> markets;

    /// <param name="symbols">The symbols of the run.</param>
    /// <param name="result">The run.</param>
    /// <param name="steps">Its decisions.</param>
    public LedgerBuilder(IReadOnlyList<PortfolioSymbol> symbols, PortfolioResult result, IReadOnlyList<ModelStep> steps)
    {
        (this.result, this.steps) = (result, steps);
        stepsPerYear = StepsPerYear.Of(symbols, result.CloseTicks);
        markets = symbols.ToDictionary(symbol => symbol.Name, Prices);
    }

    /// <summary>Makes the ledger of one model.</summary>
    public (ModelLedger Ledger, IReadOnlyList<ModelHoldings> Holdings) Of(PlatformModel model, MemberResult member)
    {
        var (count, budget) = (result.Equity.Length, Budgets(member.Name));
        double[] contribution = new double[count], returns = new double[count], turnover = new double[count], gross = new double[count], net = new double[count];
        var capital = 0.0;
        for (var i = 0; i < count; i++)
        {
            var (before, profit) = (EquityBefore(i), member.Profit[i] - (i == 0 ? 0 : member.Profit[i - 1]));
            capital = budget[i] > 0 ? budget[i] : capital;
            contribution[i] = profit / before;
            returns[i] = capital > 0 ? profit / (capital * before) : 0;
        }

        var holdings = new List<ModelHoldings>();
        foreach (var book in member.Books.Where(book => book.Fills.Count > 0))
        {
            holdings.Add(Hold(member.Name, book, turnover));
            for (var i = 0; i < count; i++)
                (gross[i], net[i]) = (gross[i] + Math.Abs(holdings[^1].Weight[i]), net[i] + holdings[^1].Weight[i]);
        }

        var first = (steps is [var begin, ..] ? begin.Decision.Budgets.GetValueOrDefault(member.Name) : 0) * result.Settings.InitialEquity;
        var ledger = new ModelLedger
        {
            Name = member.Name,
            Id = model.Instance().Id,
            Parameters = model.Parameters,
            Universe = model.Universe,
            Budget = budget,
            Equity = Array.ConvertAll(member.Profit, profit => first + profit),
            Profit = member.Profit,
            Contribution = contribution,
            Return = returns,
            Gross = gross,
            Net = net,
            Turnover = turnover,
            Metrics = result.Failure is null ? Measure(member, budget, returns, turnover, gross) : null,
            Costs = CostLines.Sum(member.Books.Select(book => book.Costs)),
            Failure = member.Failure,
        };
        return (ledger, holdings);
    }

    private double EquityBefore(int step) => step == 0 ? result.Settings.InitialEquity : result.Equity[step - 1];

    private PerformanceMetrics Measure(MemberResult member, double[] budget, double[] returns, double[] turnover, double[] gross)
    {
        var traded = turnover.Zip(budget, (value, share) => share > 0 ? value / share : 0).Sum();
        var profits = member.Books.SelectMany(book => book.Trades).Select(trade => trade.NetProfit).ToArray();
        return PerformanceMetrics.Measure(returns, stepsPerYear, profits, new TradingActivity(gross.Count(value => value > 0), traded));
    }

    // What was decided before a step holds up to it.
    private double[] Budgets(string model)
    {
        var budgets = new double[result.CloseTicks.Length];
        var next = 0;
        for (var i = 0; i < budgets.Length; i++)
        {
            while (next + 1 < steps.Count && steps[next + 1].Risk.At.UtcTicks < result.CloseTicks[i])
                next++;
            budgets[i] = steps.Count == 0 ? 0 : steps[next].Decision.Budgets.GetValueOrDefault(model);
        }

        return budgets;
    }

    private ModelHoldings Hold(string model, BookResult book, double[] turnover)
    {
        var (known, prices) = markets[book.Symbol];
        double[] units = new double[prices.Length], weights = new double[prices.Length];
        double position = 0, largest = 0;
        var next = 0;
        for (var i = 0; i < units.Length; i++)
        {
            for (; next < book.Fills.Count && StepOf(book.Fills[next].Bar, book.Fills[next].Role) <= i; next++)
            {
                var fill = book.Fills[next];
                position += fill.Quantity;
                largest = Math.Max(largest, Math.Abs(position));
                turnover[i] += Math.Abs(fill.Quantity) * fill.Quote / EquityBefore(i);
                if (Math.Abs(position) <= Nothing * largest)
                    position = largest = 0;
            }

            (units[i], weights[i]) = (position, position == 0 ? 0 : position * prices[i] / result.Equity[i]);
        }

        return new ModelHoldings(model, book.Symbol, units, weights);

        int StepOf(int bar, OrderRole role)
        {
            var found = role == OrderRole.EndOfRun ? units.Length - 1 : Array.BinarySearch(result.CloseTicks, known[bar]);
            return found >= 0 ? found : ~found;
        }
    }

    private (long[] Known, double[] Prices) Prices(PortfolioSymbol symbol)
    {
        var known = BarAvailability.KnownTicks(symbol.Bars, symbol.Market);
        var (rows, prices) = (new int[result.CloseTicks.Length], new double[result.CloseTicks.Length]);
        PointInTime.Align(known, result.CloseTicks, rows);
        PointInTime.Take(symbol.Bars.Close, rows, prices);
        return (known, prices);
    }
}
