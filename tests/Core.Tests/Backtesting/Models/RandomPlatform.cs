using System.Collections.Immutable;
using Serverless.Core.Backtesting.Models;
using Serverless.Core.Backtesting.Runs;
using Serverless.Core.Execution.Matching;
using Serverless.Core.MarketData;
using Serverless.Core.Portfolio;
using Serverless.Core.Randomness;
using Serverless.Core.Risk;
using Serverless.Core.Strategies.Models;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.Backtesting.Models;

/// <summary>
/// A random run: up to four assets on two calendars with missing bars, up to three models with wishes long and short, random limits. Every bar
/// opens where the one before it closed, and nothing costs anything, so that what a trade leads to can be computed to the last digits.
/// </summary>
internal sealed class RandomPlatform
{
    private static readonly DateTime Start = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public RandomPlatform(int seed)
    {
        var random = new SeededRandom(seed);
        var assets = Enumerable.Range(0, 1 + random.NextInt(4)).Select(i => (Symbol: $"A{i}", Class: random.NextInt(2) == 0 ? AssetClass.Equity : AssetClass.Crypto)).ToArray();
        var free = new CommissionModel.BasisPoints { Bps = 0 };
        var slippage = new SlippageModel.BasisPoints { Bps = 0 };
        var models = Enumerable.Range(0, 1 + random.NextInt(3)).Select(i => Model($"m{i}", random.Fork($"model {i}"))).ToArray();
        var shares = models.Select(_ => 0.05 + random.NextDouble()).ToArray();
        Configuration = new PlatformConfiguration
        {
            Timeframe = Timeframe.H4,
            Models = models.Select((model, i) => new PlatformModel(model)
            {
                Universe = [.. assets.Select(asset => asset.Symbol)],
                Budget = shares[i] / Math.Max(1, shares.Sum() * 1.0000001),
            }).ToImmutableSortedDictionary(model => model.Model.Schema.Name, model => model),
            Risk = Limits(random, assets),
            Rebalance = new RebalanceOptions(random.NextInt(2) * 0.1 * random.NextDouble(), random.NextInt(3) == 0 ? 2_000 * random.NextDouble() : 0),
            RegimeSources = new RegimeSources { Equity = null, Crypto = null, CurveSlope = null, Pmi = null, VolatilityIndex = null },
            Assets = assets.ToImmutableSortedDictionary(asset => asset.Symbol, asset => new PlatformAsset(asset.Class)),
            Classes = AssetClass.Usual.ToImmutableSortedDictionary(one => one.Key, one => one.Value with { Commission = free, Slippage = slippage }),
            Execution = new ExecutionPolicy { MarketFill = random.NextInt(4) == 0 ? MarketFill.SameClose : MarketFill.NextOpen },
        };
        Data = new ModelData([.. assets.Select(asset => Bars(asset.Symbol, asset.Class == AssetClass.Crypto ? Timeframe.H4 : Timeframe.D1, random))], []);
    }

    public PlatformConfiguration Configuration { get; }

    public ModelData Data { get; }

    private static ScriptedModel Model(string name, SeededRandom random)
    {
        IReadOnlyList<ModelTarget> wishes = [];
        return new ScriptedModel(name, context =>
        {
            // Often a model wants what it wanted before.
            if (random.NextInt(3) > 0)
                return wishes;
            var raw = context.Universe.Select(_ => random.NextInt(3) == 0 ? 0 : random.NextGaussian()).ToArray();
            var scale = raw.Sum(Math.Abs) is var sum and > 0 ? (0.5 + (0.4999 * random.NextDouble())) / sum : 0;
            return wishes = [.. context.Universe.Zip(raw, (asset, weight) => new ModelTarget(asset, weight * scale))];
        });
    }

    private static RiskLimits Limits(SeededRandom random, (string Symbol, string Class)[] assets) => new()
    {
        MaxAsset = 0.05 + (0.6 * random.NextDouble()),
        MaxByAsset = assets.Where(_ => random.NextInt(5) == 0).ToDictionary(asset => asset.Symbol, _ => random.NextInt(3) * 0.2),
        MaxByClass = new Dictionary<string, double> { [AssetClass.Crypto] = 0.1 + (0.5 * random.NextDouble()) },
        TopCount = 1 + random.NextInt(3),
        MaxTop = random.NextInt(2) == 0 ? null : 0.1 + (0.7 * random.NextDouble()),
        MaxGross = 0.1 + random.NextDouble(),
        MaxNet = 0.05 + random.NextDouble(),
        Drawdown = random.NextInt(2) == 0 ? null : new LossLimit(0.15, (LossAction)random.NextInt(3), random.NextDouble()),
        DailyLoss = random.NextInt(2) == 0 ? null : new LossLimit(0.05, (LossAction)random.NextInt(3), random.NextDouble()),
        ByRegime = random.NextInt(2) == 0 ? new Dictionary<string, double>() : new Dictionary<string, double> { ["vol_normal"] = 0.5 + (0.5 * random.NextDouble()) },
    };

    // A week from a Monday on, and a day; funds trade on weekdays, and of all bars some are missing.
    private static BarSeries Bars(string symbol, Timeframe timeframe, SeededRandom random)
    {
        var (times, opens, closes) = (new List<long>(), new List<double>(), new List<double>());
        var price = 50 + (100 * random.NextDouble());
        for (var time = Start; time < Start.AddDays(8); time += timeframe.Length())
        {
            if ((timeframe == Timeframe.D1 && !TradingCalendar.For(Market.UsEquities).IsSession(DateOnly.FromDateTime(time))) || random.NextInt(10) == 0)
                continue;
            times.Add(time.Ticks);
            opens.Add(price);
            closes.Add(price *= Math.Exp(0.06 * random.NextGaussian()));
        }

        return new BarSeries(
            symbol, timeframe, times.ToArray(), opens.ToArray(), opens.Zip(closes, Math.Max).ToArray(), opens.Zip(closes, Math.Min).ToArray(), closes.ToArray(), closes.Select(_ => 1e6).ToArray());
    }
}
