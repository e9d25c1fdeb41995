using System.Globalization;
using Serverless.Core.Backtesting.Portfolio;
using Serverless.Core.Execution;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.Backtesting.Portfolio;

/// <summary>Three models with budgets of 60, 25 and 15 % on real bars: two funds by the day, two crypto pairs by four hours.</summary>
public sealed class RealPortfolioTests
{
    private static readonly DateTime From = new(2019, 6, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime To = new(2022, 6, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Run_ThreeModelsOnFourSymbols_BooksBalanceAndNothingIsKnownEarly()
    {
        var symbols = Symbols();
        var known = symbols.ToDictionary(symbol => symbol.Name, symbol => BarAvailability.KnownTicks(symbol.Bars, symbol.Market));
        var reversion = new List<double>();

        var result = PortfolioBacktester.Run(symbols, [], Members(known, reversion), new PortfolioSettings { From = From, To = To });

        Assert.Null(result.Failure);
        Assert.All(result.Members, member => Assert.Null(member.Failure));
        for (var i = 0; i < result.Equity.Length; i++)
        {
            var sum = 100_000 + result.Members.Sum(member => member.Profit[i]);
            Assert.InRange(Math.Abs(sum - result.Equity[i]), 0, 1e-9 * result.Equity[i]);
        }

        // Both equity models hold SPY and QQQ: what one sells as the other buys is not traded.
        Assert.All(result.Members, member => Assert.True(member.Books.Sum(book => book.Trades.Count) > 10));
        Assert.True(result.Saved > 0 && result.BrokerFills.Any(fill => fill.Crossed > 0));
        Assert.True(result.Leverage.Max() < 1.2, $"Leverage was {result.Leverage.Max()}.");

        // Sessions close at 20:00 or 21:00 UTC, half days earlier; four-hour bars at whole multiples: 21:00 can only be a session.
        Assert.Contains(result.CloseTicks, time => new DateTime(time).Hour == 21);
        Assert.True(result.CloseTicks.Length > 6_600);
        Assert.Equal(result.Equity, PortfolioBacktester.Run(symbols, [], Members(known, []), result.Settings).Equity);
        Assert.NotEmpty(reversion);
    }

    private static PortfolioMember[] Members(Dictionary<string, long[]> known, List<double> reversion)
    {
        SeriesColumn? spy = null, qqq = null, spySlow = null, qqqSlow = null;
        IndicatorColumn spyRsi = default, qqqRsi = default;
        var trend = new ScriptedPortfolio(
            (in PortfolioContext context) =>
            {
                if (!context.HasBar(0))
                    return;
                Assert.Equal(CountUntil(known["SPY"], context.Time), context[spy!].Length);
                context.Target(0, context.Last(spy!) > context.Last(spySlow!) ? 0.5 : 0);
                context.Target(1, context.Last(qqq!) > context.Last(qqqSlow!) ? 0.5 : 0);
            },
            warmUp: 300)
        {
            Init = inputs =>
            {
                (spy, qqq) = (inputs.Close("SPY"), inputs.Close("QQQ"));
                spySlow = inputs.Column("SPY", SimpleMovingAverage.Feature, new FeatureArguments(50));
                qqqSlow = inputs.Column("QQQ", SimpleMovingAverage.Feature, new FeatureArguments(50));
            },
        };
        var meanReversion = new ScriptedPortfolio((in PortfolioContext context) =>
        {
            if (!context.HasBar(0))
                return;
            reversion.Add(context[0][spyRsi]);
            context.Target(0, context[0][spyRsi] < 40 ? 0.5 : 0);
            context.Target(1, context[1][qqqRsi] < 40 ? 0.5 : 0);
        })
        {
            Init = inputs => (spyRsi, qqqRsi) = (inputs[0].Rsi(5), inputs[1].Rsi(5)),
        };

        // Decides by the four hours on what the funds were at the last close of New York, and on its own fast averages.
        var fast = new IndicatorColumn[2];
        SeriesColumn? market = null, marketSlow = null;
        var momentum = new ScriptedPortfolio((in PortfolioContext context) =>
        {
            Assert.Equal(CountUntil(known["SPY"], context.Time), context[market!].Length);
            for (var i = 0; i < context.Count; i++)
            {
                if (context.HasBar(i))
                    context.Target(i, context[i].Price > context[i][fast[i]] && context.Last(market!) > context.Last(marketSlow!) ? 0.5 : 0);
            }
        })
        {
            Init = inputs =>
            {
                for (var i = 0; i < fast.Length; i++)
                    fast[i] = inputs[i].Sma(60);
                (market, marketSlow) = (inputs.Close("SPY"), inputs.Column("SPY", SimpleMovingAverage.Feature, new FeatureArguments(20)));
            },
        };
        return
        [
            new PortfolioMember("equity-trend", trend) { Budget = 0.6, Symbols = ["SPY", "QQQ"] },
            new PortfolioMember("index-mean-reversion", meanReversion) { Budget = 0.25, Symbols = ["SPY", "QQQ"] },
            new PortfolioMember("crypto-momentum", momentum) { Budget = 0.15, Symbols = ["BTCUSDT", "ETHUSDT"] },
        ];
    }

    private static PortfolioSymbol[] Symbols()
    {
        PortfolioSymbol Fund(string name, string file) => PortfolioSymbol.Of(
            Read(name, Timeframe.D1, $"data/equity/{file}", Date), Market.UsEquities, new ExecutionCosts { CommissionBps = 1, SlippageBps = 1 });
        PortfolioSymbol Pair(BarSeries bars) => PortfolioSymbol.Of(bars, Market.Crypto, new ExecutionCosts { CommissionBps = 10, SlippageBps = 5 });
        var hours = Read("ETHUSDT", Timeframe.H1, "data/crypto/ETHUSDT_binance_1h_2017-08_2022-10.csv.gz", Seconds);
        return
        [
            Fund("SPY", "SPY_1d_raw_1993-01_2025-12.csv.gz"),
            Fund("QQQ", "QQQ_1d_raw_1999-03_2025-12.csv.gz"),
            Pair(Read("BTCUSDT", Timeframe.H4, "data/crypto/BTCUSDT_binance_4h_2019-01_2025-11.csv.gz", Date)),
            Pair(Resampler.Resample(hours, Timeframe.H4).Series),
        ];
    }

    private static BarSeries Read(string symbol, Timeframe timeframe, string file, Func<string, long> time)
    {
        // What the averages need before the range, and no more.
        var rows = SharedFolder.Lines(file).Skip(1).Select(line => line.Split(','))
            .Where(row => time(row[0]) is var ticks && ticks >= From.AddYears(-1).Ticks && ticks <= To.Ticks).ToList();
        double[] Column(int index) => [.. rows.Select(row => double.Parse(row[index], CultureInfo.InvariantCulture))];
        return new BarSeries(
            symbol, timeframe, rows.Select(row => time(row[0])).ToArray(), Column(1), Column(2), Column(3), Column(4), Column(5));
    }

    private static int CountUntil(long[] known, DateTime time) => known.Count(ticks => ticks <= time.Ticks);

    private static long Date(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture).Ticks;

    private static long Seconds(string text) => DateTime.UnixEpoch.AddSeconds(long.Parse(text, CultureInfo.InvariantCulture)).Ticks;
}
