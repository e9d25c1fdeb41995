using Serverless.Core.Backtesting.Portfolio;
using Serverless.Core.Backtesting.Results;
using Serverless.Core.Execution.Accounts;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;

namespace Serverless.Infra.Runs;

/// <summary>The files of a run of several strategies or symbols, where each strategy trades one symbol.</summary>
public static class PortfolioRecord
{
    /// <summary>Makes the files of a run.</summary>
    /// <param name="origin">What it was made of.</param>
    /// <param name="bars">The series of each symbol, in any order.</param>
    /// <param name="result">The run.</param>
    public static Task<RunFiles<PortfolioSummary>> CreateAsync(RunOrigin origin, IReadOnlyList<BarSeries> bars, PortfolioResult result)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(result);
        var runId = origin.IdOf(origin.Strategy);
        return RunFiles<PortfolioSummary>.CreateAsync(
            runId, PortfolioTables.Of(bars, result), (runHash, tables) => Summarise(runId, runHash, tables, origin, bars, result));
    }

    private static PortfolioSummary Summarise(
        string runId, string runHash, IReadOnlyList<RunTableFile> tables, RunOrigin origin, IReadOnlyList<BarSeries> bars, PortfolioResult result) => new()
        {
            RunId = runId,
            RunHash = runHash,
            FirstClose = result.CloseTicks is [var first, ..] ? new DateTime(first, DateTimeKind.Utc) : null,
            LastClose = result.CloseTicks is [.., var last] ? new DateTime(last, DateTimeKind.Utc) : null,
            InitialEquity = result.Settings.InitialEquity,
            FinalEquity = result.Equity.LastOrDefault(result.Settings.InitialEquity),
            Figures = result.Metrics,
            Exposure = PortfolioExposure.Of(result),
            Costs = result.Costs,
            Saved = result.Saved,
            Strategies = [.. result.Members.Select(Member)],
            Symbols = [.. result.Symbols.Select((symbol, index) => Symbol(index, bars.First(one => one.Symbol == symbol), result))],
            Failure = result.Failure,
            Liquidity = RunLiquidity.Of(result.Symbols.Select(symbol => bars.First(one => one.Symbol == symbol)), result.CloseTicks),
            Tables = tables,
            ConfigurationHash = origin.ConfigurationHash,
            DataHash = origin.DataHash,
            CodeVersion = origin.CodeVersion,
            Configuration = origin.Configuration,
        };

    private static PortfolioMemberSummary Member(MemberResult member)
    {
        var book = member.Books.Single();
        return new PortfolioMemberSummary(
            member.Name, book.Symbol, member.Budget, member.Profit.LastOrDefault(), book.Trades.Count, WinRate([book]), book.Costs, book.Held, member.Failure);
    }

    private static PortfolioSymbolSummary Symbol(int index, BarSeries bars, PortfolioResult result)
    {
        var members = result.Members.Where(member => member.Books.Single().Symbol == bars.Symbol).ToList();
        var books = members.Select(member => member.Books.Single()).ToList();
        return new PortfolioSymbolSummary(
            bars.Symbol,
            bars.Timeframe,
            bars.Count,
            members.Sum(member => member.Profit.LastOrDefault()),
            books.Sum(book => book.Trades.Count),
            WinRate(books),
            CostLines.Sum(books.Select(book => book.Costs)),
            result.BrokerFills.Where(fill => fill.Symbol == index).Sum(fill => fill.Saved),
            ContentHash.Of(bars));
    }

    private static double? WinRate(IEnumerable<BookResult> books) =>
        TradeStatistics.WinRate([.. books.SelectMany(book => book.Trades).Select(trade => trade.NetProfit)]);
}
