using System.Globalization;
using Serverless.Core.Backtesting;
using Serverless.Core.Backtesting.Portfolio;
using Serverless.Core.Execution;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Bench;

/// <summary>Five symbols and three strategies on one account, beside the fifteen runs of one strategy on one symbol. One thread.</summary>
internal static class PortfolioCommand
{
    private const int Symbols = 5;
    private const int Strategies = 3;
    private const int Every = 20;

    public static int Run()
    {
        const int Count = 100_000;
        var start = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var series = Enumerable.Range(0, Symbols)
            .Select(i => SyntheticMarket.Generate($"S{i}", Timeframe.M1, start, Count, seed: i + 1)).ToArray();
        var fills = (Alone: 0, Together: 0);
        var seconds = SideBySide.Medians(
            11,
            () => fills.Alone = RunAlone(series),
            () => fills.Together = RunTogether(series));

        if (fills.Alone != fills.Together)
            throw new InvalidOperationException($"{fills.Alone} fills apart, {fills.Together} together.");
        var bars = (double)Symbols * Strategies * Count;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Symbols} symbols x {Strategies} strategies x {Count:N0} bars, {fills.Alone:N0} fills: single runs {bars / seconds[0] / 1e6:F1} M bars/s, "
            + $"portfolio {bars / seconds[1] / 1e6:F1} M bars/s, {seconds[1] / seconds[0]:F2} times the time"));
        return 0;
    }

    private static int RunAlone(BarSeries[] series)
    {
        var fills = 0;
        var settings = new EventBacktestSettings { InitialEquity = 1e9 };
        foreach (var bars in series)
        {
            for (var i = 0; i < Strategies; i++)
            {
                var strategy = new AlternatingOrders(Every + i);
                fills += EventBacktester.Run(bars, ref strategy, new ExecutionCosts(), settings, ..).Fills.Count;
            }
        }

        return fills;
    }

    private static int RunTogether(BarSeries[] series)
    {
        var result = PortfolioBacktester.Run(
            [.. series.Select(bars => PortfolioSymbol.Of(bars, Market.Crypto, new ExecutionCosts()))],
            [],
            [.. Enumerable.Range(0, Strategies).Select(i => new PortfolioMember($"M{i}", new AlternatingPortfolio(Every + i)))],
            new PortfolioSettings { InitialEquity = 1e9 });
        return result.Members.Sum(member => member.Books.Sum(book => book.Fills.Count));
    }
}
