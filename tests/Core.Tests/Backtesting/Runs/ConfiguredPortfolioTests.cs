using Serverless.Core.Backtesting.Runs;
using Serverless.Core.MarketData;

namespace Serverless.Core.Tests.Backtesting.Runs;

public sealed class ConfiguredPortfolioTests
{
    private static readonly BarSeries Other =
        SyntheticMarket.Generate("ETHUSDT", Timeframe.M15, new DateTime(2023, 11, 3, 0, 0, 0, DateTimeKind.Utc), 2_500, seed: 8);

    [Theory]
    [InlineData("ema-cross-bracket")]
    [InlineData("donchian-trail")]
    [InlineData("rsi-limit")]
    [InlineData("scaled-trend")]
    [InlineData("sma-cross")]
    [InlineData("volatility-target-trend")]
    public void Execute_OneStrategyOnOneSymbol_IsTheSingleRunBitByBit(string name)
    {
        var run = RunTexts.Read($"symbol: BTCUSDT\ntimeframe: 15m\nstart: 2023-11-14T22:13:20Z\nend: 2023-11-26\nstrategy: {{name: {name}}}");

        var portfolio = ConfiguredPortfolio.Execute(run, [Other, RunTexts.Bars]);

        var single = ConfiguredRun.Execute(run, RunTexts.Bars);
        Assert.Null(portfolio.Failure);
        Assert.NotEmpty(single.Trades);
        Assert.Equal(single.Equity, portfolio.Equity);
        Assert.Equal(single.Log, portfolio.Members[0].Books[0].Log);
    }

    [Fact]
    public void Execute_WithProgress_TellsAboutAHundredTimesAndChangesNothing()
    {
        var run = RunTexts.Read("symbol: BTCUSDT\ntimeframe: 15m\nstrategy: {name: sma-cross}");
        var shares = new List<double>();

        var result = ConfiguredPortfolio.Execute(run, [RunTexts.Bars], new Listener(shares));

        Assert.InRange(shares.Count, 90, 110);
        Assert.Equal(shares.Order(), shares);
        Assert.True(shares is [> 0 and < 0.02, .., > 0.98 and <= 1]);
        Assert.Equal(ConfiguredPortfolio.Execute(run, [RunTexts.Bars]).Equity, result.Equity);
    }

    private sealed class Listener(List<double> heard) : IProgress<double>
    {
        public void Report(double value) => heard.Add(value);
    }

    [Fact]
    public void Execute_SymbolsStrategiesAndBudgets_RunOnOneAccount()
    {
        const string Text = """
            symbols: [BTCUSDT, ETHUSDT]
            timeframe: 15m
            start: 2023-11-10
            margin: {maintenance_rate: 0.01}
            strategies:
              - name: sma-cross
                budget: 0.6
              - {name: rsi-limit, symbol: ETHUSDT, budget: 0.4}
              - {name: rsi-limit, symbol: ETHUSDT, budget: 0.2, parameters: {entry: 15}}
            """;

        var result = ConfiguredPortfolio.Execute(RunTexts.Read(Text), [RunTexts.Bars, Other]);

        Assert.Null(result.Failure);
        Assert.Equal(
            [("sma-cross BTCUSDT", 0.3), ("sma-cross ETHUSDT", 0.3), ("rsi-limit ETHUSDT", 0.4), ("rsi-limit ETHUSDT #2", 0.2)],
            result.Members.Select(member => (member.Name, member.Budget)));
        Assert.All(result.Members, member => Assert.NotEmpty(member.Books.SelectMany(book => book.Trades)));
        // 10 % of the equity is the run's sizing: of a budget of 0.3 it is 3 %.
        var first = result.Members[0].Books[0].Fills[0];
        Assert.InRange(Math.Abs(first.Quantity) * first.Price, 2_900, 3_100);
        Assert.Equal(0.01, result.Settings.MaintenanceRate);
    }

    [Fact]
    public void Execute_BudgetOfOrdersSizedByTheRun_IsItsShare()
    {
        var run = RunTexts.Read("symbol: BTCUSDT\ntimeframe: 15m\nstrategy: {name: ema-cross-bracket, budget: 0.5}");

        var fill = ConfiguredPortfolio.Execute(run, [RunTexts.Bars]).Members[0].Books[0].Fills[0];

        Assert.InRange(Math.Abs(fill.Quantity) * fill.Price, 4_900, 5_100);
        Assert.Contains("use ConfiguredPortfolio", Assert.Throws<NotSupportedException>(() => ConfiguredRun.Execute(run, RunTexts.Bars)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Execute_BarsOfASymbolMissing_SaysWhich()
    {
        var run = RunTexts.Read("symbols: [BTCUSDT, SOLUSDT]\ntimeframe: 15m");

        var exception = Assert.Throws<ArgumentException>(() => ConfiguredPortfolio.Execute(run, [RunTexts.Bars]));

        Assert.StartsWith("There are no bars of SOLUSDT; there are BTCUSDT.", exception.Message, StringComparison.Ordinal);
    }
}
