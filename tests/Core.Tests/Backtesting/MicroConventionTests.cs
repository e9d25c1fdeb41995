using System.Text.Json;
using Serverless.Core.Backtesting;
using Serverless.Core.Execution;
using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Matching;
using Serverless.Core.Execution.Orders;
using Serverless.Core.Execution.Simulation;
using Serverless.Core.MarketData;

namespace Serverless.Core.Tests.Backtesting;

/// <summary>
/// Eighteen situations of order timing and gaps as four engine variants filled them: each is reproduced under named policies, or stands
/// in a list of differences that docs/backtesting.md explains. A difference that disappears fails too.
/// </summary>
public sealed class MicroConventionTests
{
    private static readonly ExecutionPolicy BacktestingPy = new()
    {
        LimitTouch = TouchRule.Inclusive,
        EntryBar = EntryBarRule.OpenEntriesOnly,
    };

    private static readonly ExecutionPolicy Backtrader = BacktestingPy with { EntryBar = EntryBarRule.NextBar };

    private static readonly ExecutionPolicy LeanEquity = new() { MarketFill = MarketFill.SameClose, EntryBar = EntryBarRule.NextBar };

    private static readonly ExecutionPolicy LeanDefault = LeanEquity with { StopTouch = TouchRule.Strict };

    // LEAN has no one-cancels-other, and fills a stop-limit at its limit although the stop was the better price.
    private static readonly string[] LeanEquityDiffers = ["sl_and_tp_same_bar", "stop_limit_buy_ok"];

    // Besides, its default model fills a stop at the worse of stop and close, and a limit at the worse of limit and bar.
    private static readonly string[] LeanDefaultDiffers =
    [
        .. LeanEquityDiffers, "buy_stop_no_gap", "buy_stop_gap_up", "buy_limit_gap_down", "sell_short_limit_gap_up", "sl_gap_through",
        "tp_gap_through", "limit_entry_tp_same_bar", "stop_entry_sl_same_bar",
    ];

    [Fact]
    public void Run_AsBacktestingPy_ReproducesAllCases() => AssertCases("backtesting_py", BacktestingPy, []);

    [Fact]
    public void Run_AsBacktrader_ReproducesAllCases() => AssertCases("backtrader", Backtrader, []);

    [Fact]
    public void Run_AsLeanEquityFillModel_ReproducesAllCasesButTheExplained() =>
        AssertCases("lean_equity_fill_model", LeanEquity, LeanEquityDiffers);

    [Fact]
    public void Run_AsLeanDefaultFillModel_ReproducesAllCasesButTheExplained() =>
        AssertCases("lean_default_fill_model", LeanDefault, LeanDefaultDiffers);

    private static void AssertCases(string engine, ExecutionPolicy policy, string[] differing)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.Path("golden/backtest/micro_conventions.json")));
        var cases = document.RootElement.EnumerateArray().ToList();
        Assert.Equal(18, cases.Count);
        foreach (var given in cases)
        {
            var name = given.GetProperty("name").GetString()!;
            var result = Run(given, policy);
            Assert.Null(result.Failure);
            var expected = Expected(given.GetProperty(engine), engine).Order().ToList();
            var actual = result.Fills.Select(fill => (fill.Bar, fill.Quantity, Math.Round(fill.Price, 9))).Order().ToList();
            var same = expected.SequenceEqual(actual);
            Assert.True(
                same != differing.Contains(name),
                $"{engine}, {name}: expected {string.Join(' ', expected)}, filled {string.Join(' ', actual)}.");
            if (!same)
                continue;

            // LEAN charges its fee on the close, not on the price of the fill: compare before fees.
            var theirFees = engine.StartsWith("lean", StringComparison.Ordinal) ? Fees(given.GetProperty(engine)) - result.Costs.Commission : 0;
            Assert.Equal(given.GetProperty(engine).GetProperty("final_equity").GetDouble() + theirFees, result.Equity[^1], 9);
            if (name == "insufficient_cash")
                Assert.Equal((OrderState.Rejected, OrderReason.Margin), (result.Orders[0].State, result.Events[^1].Reason));
        }
    }

    private static EventBacktestResult Run(JsonElement given, ExecutionPolicy policy)
    {
        var decisionBar = given.GetProperty("decision_bar").GetInt32();
        var ticket = Ticket(given.GetProperty("order"));
        var strategy = new ScriptedStrategy((in Core.Strategies.BarContext context) =>
        {
            if (context.Bar == decisionBar)
                context.Submit(ticket);
        });
        var costs = new ExecutionCosts { CommissionBps = 10_000 * given.GetProperty("fee_rate").GetDouble(), SlippageBps = 0 };
        var settings = new EventBacktestSettings
        {
            InitialEquity = given.GetProperty("cash").GetDouble(),
            Rules = new SimulationRules { Policy = policy, Margin = new MarginRules { Leverage = 1 } },
        };
        return EventBacktester.Run(Bars(given.GetProperty("bars")), ref strategy, costs, settings, ..);
    }

    private static OrderTicket Ticket(JsonElement order)
    {
        double Value(string name) => order.TryGetProperty(name, out var value) ? value.GetDouble() : 0;
        var (quantity, stop, limit) = (Value("q"), Value("stop"), Value("limit"));
        var ticket = (stop, limit) switch
        {
            (0, 0) => OrderTicket.Market(quantity),
            (0, _) => OrderTicket.Limit(quantity, limit),
            (_, 0) => OrderTicket.Stop(quantity, stop),
            _ => OrderTicket.StopLimit(quantity, stop, limit),
        };
        return ticket with { Bracket = new Bracket(Value("sl"), Value("tp")) };
    }

    private static IEnumerable<(int Bar, double Quantity, double Price)> Expected(JsonElement result, string engine)
    {
        if (engine == "backtesting_py")
        {
            foreach (var trade in result.GetProperty("closed").EnumerateArray().Concat(result.GetProperty("open").EnumerateArray()))
            {
                var size = trade.GetProperty("size").GetDouble();
                yield return (trade.GetProperty("entry_bar").GetInt32(), size, trade.GetProperty("entry_price").GetDouble());
                if (trade.TryGetProperty("exit_bar", out var exit))
                    yield return (exit.GetInt32(), -size, trade.GetProperty("exit_price").GetDouble());
            }

            yield break;
        }

        foreach (var fill in result.GetProperty("fills").EnumerateArray().Where(fill => fill.TryGetProperty("price", out _)))
        {
            // LEAN names the last bar seen when the fill happened, which is the bar of the fill for market orders alone.
            var isLater = engine != "backtrader" && fill.GetProperty("type").GetString() != "Market";
            yield return (
                fill.GetProperty("bar").GetInt32() + (isLater ? 1 : 0),
                fill.GetProperty("size").GetDouble(),
                fill.GetProperty("price").GetDouble());
        }
    }

    private static double Fees(JsonElement result) => result.GetProperty("fills").EnumerateArray()
        .Sum(fill => fill.TryGetProperty("fee", out var fee) ? fee.GetDouble() : 0);

    private static BarSeries Bars(JsonElement rows)
    {
        var bars = rows.EnumerateArray().Select(row => row.EnumerateArray().Select(cell => cell.GetDouble()).ToArray()).ToArray();
        double[] Column(int index) => [.. bars.Select(bar => bar[index])];
        var start = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        return new BarSeries(
            "MICRO",
            Timeframe.D1,
            bars.Select((_, index) => start.AddDays(index).Ticks).ToArray(),
            Column(0),
            Column(1),
            Column(2),
            Column(3),
            bars.Select(_ => 1_000.0).ToArray());
    }
}
