using System.Collections.Immutable;
using Serverless.Core.Backtesting;
using Serverless.Core.Backtesting.Runs;
using Serverless.Core.Execution;
using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Costs;
using Serverless.Core.Execution.Guards;
using Serverless.Core.Execution.Matching;
using Serverless.Core.MarketData;
using Serverless.Core.Randomness;
using Serverless.Core.Strategies;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.Backtesting.Runs;

/// <summary>Run configurations with every key drawn.</summary>
internal static class RandomRuns
{
    private static readonly DateTime Day = new(2023, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static RunConfiguration Draw(SeededRandom random)
    {
        string[] symbols = random.NextInt(2) == 0 ? ["BTCUSDT"] : ["BTCUSDT", "null", "ETH-USD: \"x\"", "ümläut 😀"];
        var start = Maybe(random, () => Day.AddTicks(random.NextInt(1_000_000_000)));
        return new RunConfiguration
        {
            Symbols = [.. symbols],
            Timeframe = One(random, Enum.GetValues<Timeframe>()),
            Start = start,
            End = Maybe(random, () => Day.AddDays(30 + random.NextInt(400))),
            Market = One(random, [Market.Crypto, Market.UsEquities]),
            InitialCash = Positive(random),
            Commission = One<CommissionModel>(random,
            [
                new CommissionModel.BasisPoints { Bps = random.NextDouble() },
                new CommissionModel.Fixed { Amount = Positive(random) },
                new CommissionModel.PerShare { Amount = Positive(random), Minimum = Positive(random) },
                new CommissionModel.Tiered { Tiers = [new CommissionTier(0, -random.NextDouble(), 5), new CommissionTier(Positive(random), -1, 3)] },
            ]),
            Slippage = One<SlippageModel>(random,
            [
                new SlippageModel.BasisPoints { Bps = random.NextDouble() },
                new SlippageModel.Spread { Width = Positive(random) },
                new SlippageModel.AverageRange { Period = 1 + random.NextInt(50), Multiple = random.NextDouble(), FallbackBps = 1 },
                new SlippageModel.LinearImpact { Coefficient = random.NextDouble() },
                new SlippageModel.SquareRootImpact { Coefficient = random.NextDouble(), Window = 2 + random.NextInt(50) },
            ]),
            Funding = new FundingPlan
            {
                Enabled = random.NextInt(2) == 0,
                Rate = random.NextGaussian() / 1e4,
                IntervalHours = One(random, [1, 2, 3, 4, 6, 8, 12, 24]),
                Series = random.NextInt(2) == 0 ? [] : [new FundingPayment { Time = Day, Rate = -1e-5 }, new FundingPayment { Time = Day.AddHours(8), Rate = 1e-300 }],
            },
            BorrowRate = random.NextDouble(),
            Sizing = One(random, [PositionSizing.OfEquity(Positive(random)), PositionSizing.Units(Positive(random)), PositionSizing.OfRisk(Positive(random))]),
            Instrument = new InstrumentRules { LotSize = random.NextDouble(), TickSize = random.NextInt(2), MinNotional = Positive(random) },
            Margin = new MarginRules { Leverage = Maybe(random, () => Positive(random)), MaintenanceRate = random.NextDouble() },
            Guards = new RunGuards
            {
                MaxDrawdown = Maybe(random, () => 1 - (random.NextDouble() / 2)),
                DailyLoss = Maybe(random, () => 0.5 - (random.NextDouble() / 4)),
                OnDrawdown = One(random, Enum.GetValues<GuardResponse>()),
                OnDailyLoss = One(random, Enum.GetValues<GuardResponse>()),
                SizeFactor = 0.9 - (random.NextDouble() / 2),
            },
            Limits = new PositionLimits
            {
                MaxLeverage = Maybe(random, () => Positive(random)),
                MaxPosition = Maybe(random, () => Positive(random)),
                MaxOpenTrades = Maybe(random, () => 1 + random.NextInt(9)),
                OnLeverage = One(random, Enum.GetValues<GuardResponse>()),
                OnPosition = One(random, Enum.GetValues<GuardResponse>()),
                OnOpenTrades = One(random, Enum.GetValues<GuardResponse>()),
            },
            Execution = new ExecutionPolicy
            {
                MarketFill = One(random, Enum.GetValues<MarketFill>()),
                GapFill = One(random, Enum.GetValues<GapFill>()),
                IntrabarPath = One(random, Enum.GetValues<IntrabarPath>()),
                LimitTouch = One(random, Enum.GetValues<TouchRule>()),
                StopTouch = One(random, Enum.GetValues<TouchRule>()),
                EntryBar = One(random, Enum.GetValues<EntryBarRule>()),
                Priority = One(random, Enum.GetValues<OrderPriority>()),
                LatencyBars = random.NextInt(5),
                Latency = new OrderLatency { Milliseconds = Positive(random), JitterMilliseconds = random.NextDouble(), Jitter = One(random, Enum.GetValues<LatencyJitter>()) },
                VolumeParticipation = Maybe(random, () => 1 - (random.NextDouble() / 2)),
            },
            Lots = One(random, Enum.GetValues<LotMethod>()),
            Strategies = [.. Enumerable.Range(0, 1 + random.NextInt(2)).Select(_ => Strategy(random, symbols))],
            Seed = One(random, [0, long.MinValue, long.MaxValue, 42]),
            CloseAtEnd = random.NextInt(2) == 0,
        };
    }

    public static ImmutableSortedDictionary<string, double> Parameters(SeededRandom random, StrategyDefinition definition)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        foreach (var input in definition.Schema.Inputs.Where(_ => random.NextInt(2) == 0))
        {
            var value = input.Min + (random.NextDouble() * (input.Max - input.Min));
            values.Add(input.Name, input.Kind == StrategyInputKind.Float ? value : Math.Round(value));
        }

        return values.ToImmutable();
    }

    /// <summary>Parameters that go together.</summary>
    public static StrategyParameters Resolved(SeededRandom random, StrategyDefinition definition)
    {
        while (true)
        {
            try
            {
                return definition.Resolve(Parameters(random, definition));
            }
            catch (ArgumentException)
            {
                // Drawn values that do not go together: draw again.
            }
        }
    }

    /// <summary>What a search tries of an input: a list, or a distribution where it has some.</summary>
    public static ParameterDistribution Searched(SeededRandom random, StrategyInput input)
    {
        if (input.Kind is StrategyInputKind.Bool or StrategyInputKind.Choice || random.NextInt(2) == 0)
            return ParameterDistribution.Of(input.Name, random.NextInt(2) == 0 ? [input.Default] : [input.Min, input.Default, input.Max]);
        var spread = input.Min > 0 ? One(random, Enum.GetValues<Spread>()) : Spread.Normal;
        var isMoved = spread == Spread.Normal && random.NextInt(2) == 0;
        var isWhole = input.Kind == StrategyInputKind.Int;
        var step = isWhole ? Math.Max(1, Math.Floor((input.Max - input.Min) / 7)) : 0;
        return new ParameterDistribution(input.Name, input.Min, isWhole ? input.Min + (step * Math.Floor((input.Max - input.Min) / step)) : input.Max)
        {
            Spread = spread,
            Step = step,
            Mean = isMoved ? input.Min : null,
            Deviation = isMoved ? (input.Max - input.Min) * (0.1 + random.NextDouble()) : null,
        };
    }

    private static RunStrategy Strategy(SeededRandom random, string[] symbols)
    {
        var definition = One(random, [.. StrategyLibrary.BuiltIn.All]);
        return new RunStrategy(definition, Resolved(random, definition))
        {
            Symbol = random.NextInt(2) == 0 ? null : One(random, symbols),
            Budget = random.NextInt(2) == 0 ? 1 : Positive(random),
            Search = definition.Schema.Inputs.Where(_ => random.NextInt(4) == 0).ToImmutableSortedDictionary(input => input.Name, input => Searched(random, input), StringComparer.Ordinal),
        };
    }

    private static double Positive(SeededRandom random) => Math.Exp(5 * random.NextGaussian());

    private static T One<T>(SeededRandom random, T[] choices) => choices[random.NextInt(choices.Length)];

    private static T? Maybe<T>(SeededRandom random, Func<T> draw)
        where T : struct => random.NextInt(3) == 0 ? null : draw();
}
