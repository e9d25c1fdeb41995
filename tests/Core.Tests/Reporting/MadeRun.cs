using System.Text.Json.Nodes;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;
using Serverless.Core.Randomness;
using Serverless.Core.Reporting.Runs;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.Reporting;

/// <summary>Runs made of random returns, as reports read them.</summary>
internal static class MadeRun
{
    private static readonly DateTime Start = new(2018, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static ReportRun Of(int steps, Timeframe timeframe = Timeframe.D1, long seed = 1, double drift = 0.0005, int trades = 40, int sleeves = 0)
    {
        var random = new SeededRandom(seed);
        var scale = Math.Sqrt(timeframe.Length() / TimeSpan.FromDays(1));
        var ticks = new long[steps];
        var equity = new double[steps];
        var value = 100_000.0;
        for (var i = 0; i < steps; i++)
        {
            ticks[i] = (Start + ((i + 1) * timeframe.Length())).Ticks;
            equity[i] = value *= 1 + (drift * scale * scale) + (0.012 * scale * random.NextGaussian());
        }

        var perYear = timeframe.BarsPerYear(Market.Crypto);
        var curve = new ReportCurve(ticks, 100_000, equity, perYear);
        var closed = Trades(random, ticks, trades, sleeves);
        return new ReportRun
        {
            RunId = $"made-{seed}",
            RunHash = new string('a', 64),
            Title = "made <of> \"random\" & returns",
            Symbols = [new RunSymbol("MADEUSD", timeframe, steps, new string('b', 64))],
            Timeframe = timeframe,
            Market = Market.Crypto,
            Curve = curve,
            Figures = PerformanceMetrics.Measure(curve.Returns, perYear, [.. closed.Select(trade => trade.NetProfit)], new TradingActivity(steps / 2, 12)),
            Costs = new(400, 200, 0, 0),
            Trades = closed,
            Fills = [.. closed.Select(trade => new RunFill(trade.Strategy, trade.Symbol, trade.EntryTime, trade.Quantity, trade.EntryPrice, 15)).OrderBy(fill => fill.Time)],
            Sleeves = [.. Enumerable.Range(0, sleeves).Select(index => Sleeve(curve, index, sleeves))],
            ConfigurationHash = new string('c', 64),
            DataHash = new string('d', 64),
            CodeVersion = "1.0.0",
            Configuration = new JsonObject { ["symbol"] = "MADEUSD", ["strategies"] = new JsonArray(new JsonObject { ["name"] = "made", ["parameters"] = new JsonObject { ["fast"] = 5 } }) },
        };
    }

    // Each has an equal share of every profit.
    private static RunSleeve Sleeve(ReportCurve curve, int index, int count) => new()
    {
        Name = $"model-{index}",
        Version = "1.0.0",
        Budget = [.. Enumerable.Repeat(1.0 / count, curve.Equity.Length)],
        Profit = Array.ConvertAll(curve.Equity, value => (value - curve.Initial) / count),
        Return = RunSleeve.OnBudget(curve, 1.0 / count, Array.ConvertAll(curve.Equity, value => (value - curve.Initial) / count)),
    };

    private static List<RunTrade> Trades(SeededRandom random, long[] ticks, int count, int sleeves)
    {
        var trades = new List<RunTrade>();
        for (var i = 0; i < count; i++)
        {
            var entry = random.NextInt(Math.Max(1, ticks.Length - 5));
            var profit = random.NextGaussian() * 100;
            trades.Add(new RunTrade
            {
                Strategy = sleeves == 0 ? "made" : $"model-{i % sleeves}",
                Symbol = "MADEUSD",
                EntryTime = new DateTime(ticks[entry] - TimeSpan.TicksPerHour, DateTimeKind.Utc),
                ExitTime = new DateTime(ticks[Math.Min(entry + 4, ticks.Length - 1)], DateTimeKind.Utc),
                Quantity = i % 3 == 0 ? -1 : 1,
                EntryPrice = 100,
                ExitPrice = 100 + profit,
                GrossProfit = profit + 15,
                NetProfit = profit,
                BarsHeld = 4,
                Adverse = random.NextDouble() * 0.05,
                Favourable = random.NextDouble() * 0.1,
            });
        }

        return [.. trades.OrderBy(trade => trade.ExitTime)];
    }
}
