using System.Collections.Immutable;
using Serverless.Core.Backtesting.Models;
using Serverless.Core.Backtesting.Runs;
using Serverless.Core.MarketData;
using Serverless.Core.Portfolio;
using Serverless.Core.Portfolio.Construction;
using Serverless.Core.Randomness;
using Serverless.Core.Regimes;
using Serverless.Core.Risk;
using Serverless.Core.Strategies;
using Serverless.Core.Strategies.Models;
using Serverless.Core.Tests.Backtesting.Runs;

namespace Serverless.Core.Tests.Backtesting.Models;

/// <summary>Platform configurations with every key drawn.</summary>
internal static class RandomPlatforms
{
    private static readonly string[] Symbols = ["SPY", "QQQ", "BTCUSDT", "ETHUSDT", "BRK.B", "null", "ü: \"x\""];

    public static PlatformConfiguration Draw(SeededRandom random)
    {
        var run = RandomRuns.Draw(random);
        var classes = AssetClass.Usual.Add("1e5", new AssetClass { Market = run.Market })
            .ToImmutableSortedDictionary(one => one.Key, one => random.NextInt(2) == 0 ? one.Value : Class(RandomRuns.Draw(random), one.Value), StringComparer.Ordinal);
        var models = ModelCatalog.All.Where((_, index) => index == 0 || random.NextInt(3) > 0)
            .ToImmutableSortedDictionary(model => model.Schema.Name, model => Model(model, random), StringComparer.Ordinal);
        return new PlatformConfiguration
        {
            Experiment = One(random, ["a", "no", "1.0", "# x", "two\nlines"]),
            Models = models,
            RegimeBudgets = Map(random, RegimeKeys.All, () => Map(random, models.Keys, () => random.NextDouble() / 3).SetItem(models.Keys.First(), 0.1)),
            Construction = Construction(random),
            Risk = Risk(random, classes.Keys),
            Rebalance = new RebalanceOptions(random.NextDouble(), 100 * random.NextDouble()),
            Regimes = Regimes(random),
            RegimeSources = new RegimeSources { Equity = Maybe(random, "QQQ"), VolatilityIndex = Maybe(random, "^VIX"), Crypto = Maybe(random, "ETHUSDT"), Pmi = Maybe(random, "~"), CurveSlope = Maybe(random, "T10Y3M") },
            Assets = Symbols.ToImmutableSortedDictionary(
                symbol => symbol, _ => new PlatformAsset(One(random, classes.Keys)) { Instrument = RandomRuns.Draw(random).Instrument }, StringComparer.Ordinal),
            Classes = classes,
            Timeframe = run.Timeframe,
            Start = run.Start,
            End = run.End,
            BacktestInitialNav = run.InitialCash,
            Execution = new() { MarketFill = run.Execution.MarketFill, LatencyBars = run.Execution.LatencyBars, Latency = run.Execution.Latency },
            Benchmark = Maybe(random, "GLD"),
            Seed = run.Seed,
            CloseAtEnd = run.CloseAtEnd,
            Search = Map(random, models.Keys, () => models[models.Keys.First()].Model.Schema.Inputs.ToImmutableSortedDictionary(
                input => input.Name, input => RandomRuns.Searched(random, input), StringComparer.Ordinal)).RemoveRange(models.Keys.Skip(1)),
        };
    }

    private static AssetClass Class(RunConfiguration run, AssetClass usual) => usual with
    {
        Market = run.Market,
        Commission = run.Commission,
        Slippage = run.Slippage,
        Funding = run.Funding,
        BorrowRate = run.BorrowRate,
    };

    private static PlatformModel Model(TradingModel model, SeededRandom random) => new(model)
    {
        Budget = random.NextDouble() / 3,
        Universe = random.NextInt(2) == 0 ? [.. model.Universe] : [.. Symbols.Where(_ => random.NextInt(2) == 0).DefaultIfEmpty("SPY")],
        Parameters = model.Schema.Resolve(model.Schema.Inputs.Where(_ => random.NextInt(2) == 0).ToDictionary(input => input.Name, input => One(random, [input.Min, input.Max, input.Default]))),
        Stage = One(random, Enum.GetValues<ModelStage>()),
        MissingData = random.NextInt(2) == 0 ? new SkipMissing() : new ForwardFill(1 + random.NextInt(20)),
    };

    private static ConstructionOptions Construction(SeededRandom random)
    {
        var usual = new ConstructionOptions { Method = One(random, Enum.GetValues<ConstructionMethod>()) };
        if (usual.Method == ConstructionMethod.Budgets)
            return usual;
        usual = usual with { MaxBudget = 0.1 + (0.9 * random.NextDouble()) };
        if (usual.Method == ConstructionMethod.EqualWeight)
            return usual;
        usual = usual with { LookbackDays = 20 + random.NextInt(50), RebalanceDays = 1 + random.NextInt(20) };
        return usual.Method switch
        {
            ConstructionMethod.BlackLitterman => usual with { Confidence = 0.1, Aversion = 1 + random.NextDouble(), Tau = random.NextDouble() },
            ConstructionMethod.FractionalKelly => usual with { Fraction = 0.1 + (0.9 * random.NextDouble()) },
            _ => usual,
        };
    }

    private static RiskLimits Risk(SeededRandom random, IEnumerable<string> classes)
    {
        var threshold = 0.01 + (0.5 * random.NextDouble());
        var limits = random.NextInt(2) == 0
            ? new RiskLimits { Drawdown = null, DrawdownRelease = 0 }
            : new RiskLimits { Drawdown = new LossLimit(threshold, One(random, Enum.GetValues<LossAction>()), random.NextDouble()), DrawdownRelease = threshold * random.NextDouble() };
        return limits with
        {
            MaxAsset = 0.1 + random.NextDouble(),
            MaxByAsset = Map(random, Symbols, random.NextDouble),
            MaxByClass = Map(random, classes, random.NextDouble).SetItem(AssetClass.Crypto, 0.3),
            TopCount = 3,
            MaxTop = random.NextInt(2) == 0 ? null : random.NextDouble(),
            MaxGross = 0.1 + random.NextDouble(),
            MaxNet = 0.1 + random.NextDouble(),
            DailyLoss = random.NextInt(2) == 0 ? null : new LossLimit(threshold),
            ByRegime = Map(random, RegimeKeys.All, random.NextDouble),
        };
    }

    private static RegimeOptions Regimes(SeededRandom random) => new()
    {
        Equity = TrendOptions.Equity with { AverageDays = 2 + random.NextInt(300), ShortMomentumDays = 1 + random.NextInt(252), TrendBand = random.NextDouble() },
        Volatility = new VolatilityOptions { LowBelow = 10 + random.NextDouble(), Band = random.NextDouble(), ConfirmationDays = 1 + random.NextInt(9) },
        Crypto = TrendOptions.Crypto with { LongMomentumDays = 60 + random.NextInt(9), MomentumBand = random.NextDouble() },
        Macro = new MacroOptions { RecessionBelow = 40 + random.NextDouble(), InvertedBelow = random.NextGaussian(), SlopeBand = random.NextDouble() },
        StaleAfter = TimeSpan.FromHours(random.NextInt(200)),
        EquityDefault = One(random, Enum.GetValues<EquityRegime>()),
        VolatilityDefault = One(random, Enum.GetValues<VolatilityLevel>()),
        CryptoDefault = One(random, Enum.GetValues<CryptoRegime>()),
        MacroDefault = One(random, Enum.GetValues<MacroRegime>()),
    };

    private static ImmutableSortedDictionary<string, T> Map<T>(SeededRandom random, IEnumerable<string> names, Func<T> draw) =>
        names.Where(_ => random.NextInt(3) == 0).ToImmutableSortedDictionary(name => name, _ => draw(), StringComparer.Ordinal);

    private static string? Maybe(SeededRandom random, string value) => random.NextInt(2) == 0 ? null : value;

    private static T One<T>(SeededRandom random, IEnumerable<T> values) => values.ElementAt(random.NextInt(values.Count()));
}
