using System.Collections.Immutable;
using Serverless.Core.Configuration;
using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Matching;
using Serverless.Core.MarketData;
using Serverless.Core.Strategies;
using Serverless.Core.Time;
using static Serverless.Core.Configuration.ConfigurationTypes;

namespace Serverless.Core.Backtesting.Runs;

/// <summary>The format of run configurations: every key with its meaning, limits and default.</summary>
public static class RunSchema
{
    /// <summary>The strategy of a configuration that names none.</summary>
    public const string DefaultStrategy = "ema-cross-bracket";

    internal static ConfigurationType<Timeframe> TimeframeNames { get; } = Choice(
        [("1m", Timeframe.M1), ("15m", Timeframe.M15), ("30m", Timeframe.M30), ("1h", Timeframe.H1), ("4h", Timeframe.H4), ("1d", Timeframe.D1)]);

    internal static ConfigurationType<Market> TradedMarkets { get; } = Choice([("crypto", Market.Crypto), ("us_equities", Market.UsEquities)]);

    /// <summary>The format, with the strategies of a library.</summary>
    public static ConfigurationType<RunConfiguration> For(StrategyLibrary strategies)
    {
        ArgumentNullException.ThrowIfNull(strategies);
        var usual = new RunConfiguration { Strategies = [RunStrategy.Of(strategies.Get(DefaultStrategy))] };
        var strategy = StrategySchema(strategies);
        return new ConfigurationRecord<RunConfiguration>(usual)
            .Key("version", Whole(1, RunConfiguration.CurrentVersion), _ => RunConfiguration.CurrentVersion, (run, _) => run,
                "Version of this format.")
            .Key("symbols", List(Text, minCount: 1), run => run.Symbols, SetSymbols, "The instruments.", isRequired: true)
            .Shorthand("symbol", "symbols", Text, (run, value) => run with { Symbols = [value] }, "The instrument, when there is one.")
            .Key("timeframe", TimeframeNames, run => run.Timeframe, (run, value) => run with { Timeframe = value },
                "Length of the bars that strategies see.", isRequired: true)
            .Key("start", Optional(Instant), run => run.Start, (run, value) => run with { Start = value },
                "The first bar that trades opens then or later, UTC; earlier bars warm up indicators. null for the first of all.")
            .Key("end", Optional(Instant), run => run.End, (run, value) => run with { End = value },
                "Bars open before then, UTC. null for the last of all.")
            .Key("market", TradedMarkets, run => run.Market, (run, value) => run with { Market = value }, "The calendar that annualisation counts by.")
            .Key("initial_cash", Number(above: 0), run => run.InitialCash, (run, value) => run with { InitialCash = value },
                "Equity before the first bar, in quote currency.")
            .Key("leverage", BrokerSchema.OptionalAbove0,
                run => run.Margin.Leverage, (run, value) => run with { Margin = run.Margin with { Leverage = value } },
                "Largest position as a multiple of the equity when it is opened or added to; an order beyond it is refused. null does not ask.")
            .Key("fill_model", BrokerSchema.FillModel,
                run => run.Execution.MarketFill, (run, value) => run with { Execution = run.Execution with { MarketFill = value } },
                "Where a market order of a close fills: at the next open, or at that close.")
            .Key("commission", CostSchema.Commission, run => run.Commission, (run, value) => run with { Commission = value }, "Fees.")
            .Shorthand("commission_bps", "commission", CostSchema.Bps,
                (run, value) => run with { Commission = new CommissionModel.BasisPoints { Bps = value } },
                "Commission in basis points of the value.")
            .Key("slippage", CostSchema.Slippage, run => run.Slippage, (run, value) => run with { Slippage = value },
                "Slippage of market and stop orders.")
            .Shorthand("slippage_bps", "slippage", CostSchema.Bps,
                (run, value) => run with { Slippage = new SlippageModel.BasisPoints { Bps = value } },
                "Slippage in basis points of the price.")
            .Key("funding", CostSchema.Funding, run => run.Funding, (run, value) => run with { Funding = value },
                "Funding of a perpetual contract.")
            .Key("borrow_rate", Number(min: 0), run => run.BorrowRate, (run, value) => run with { BorrowRate = value },
                "Yearly fee on the value sold short; 0.05 is 5 %.")
            .Key("sizing", BrokerSchema.Sizing, run => run.Sizing, (run, value) => run with { Sizing = value },
                "Size of orders that leave it to the run.")
            .Key("instrument", BrokerSchema.Instrument, run => run.Instrument, (run, value) => run with { Instrument = value },
                "What the venue accepts.")
            .Key("margin", BrokerSchema.Margin, run => run.Margin, (run, value) => run with { Margin = value },
                "How much may be carried, beside `leverage`.")
            .Key("guards", BrokerSchema.Guards, run => run, (_, value) => value, "What the run may lose and hold.")
            .Key("latency", BrokerSchema.Latency, run => run.Execution, (run, value) => run with { Execution = value }, "Time that orders take to arrive.")
            .Key("execution", BrokerSchema.Execution, run => run.Execution, (run, value) => run with { Execution = value },
                "Conventions by which bars fill orders, beside `fill_model` and `latency`.")
            .Key("lots", Choice([("average_price", LotMethod.AveragePrice), ("fifo", LotMethod.FirstInFirstOut)]),
                run => run.Lots, (run, value) => run with { Lots = value },
                "How fills become trades; equity does not depend on it.")
            .Key("strategies", List(strategy, minCount: 1), run => run.Strategies, (run, value) => run with { Strategies = value },
                "What is run.")
            .Shorthand("strategy", "strategies", strategy, (run, value) => run with { Strategies = [value] },
                "What is run, when it is one.")
            .Key("seed", Whole(long.MinValue, long.MaxValue), run => run.Seed, (run, value) => run with { Seed = value },
                "Seed of all that is random.")
            .Key("close_at_end", Flag, run => run.CloseAtEnd, (run, value) => run with { CloseAtEnd = value },
                "Whether a position held at the last close is closed there, instead of being marked.")
            .Rule("end", run => run.End <= run.Start ? "it must be after start." : null)
            .Rule("slippage",
                run => run.Slippage is SlippageModel.Ticks && run.Instrument.TickSize == 0 ? "slippage in ticks needs instrument.tick_size." : null)
            .Rule("strategies", FindStray);
    }

    private static ConfigurationUnion<RunStrategy> StrategySchema(StrategyLibrary strategies)
    {
        var union = new ConfigurationUnion<RunStrategy>("name", "strategy");
        foreach (var definition in strategies.All)
        {
            var record = new ConfigurationRecord<RunStrategy>(RunStrategy.Of(definition))
                .Key("version", Whole(1, int.MaxValue), one => one.Definition.Schema.Version, SetVersion,
                    "Version of its rule, so that a configuration says which it was made for; the run of another is refused.")
                .Key("parameters", new ParametersType(definition.Schema, definition.Resolve), one => one.Parameters, (one, value) => one with { Parameters = value },
                    "Its parameters.")
                .Key("symbol", OptionalText, one => one.Symbol, (one, value) => one with { Symbol = value },
                    "Symbol that it trades; null for every symbol of the run.")
                .Key("budget", Number(above: 0), one => one.Budget, (one, value) => one with { Budget = value },
                    "Share of the equity that its sizes are taken from.")
                .Key("search", Named("parameter", definition.Schema.Inputs.Select(input => (input.Name, (ConfigurationType<ParameterDistribution>)new SearchValuesType(input)))),
                    one => one.Search, (one, value) => one with { Search = value },
                    "By parameter, the values that sweep and optimize try: a list, a range such as 50..200:25, or a distribution. Backtests leave it aside.");
            union.Case(definition.Schema.Name, definition.Schema.Description, record, one => one.Definition == definition);
        }

        return union;
    }

    // No value of its own: the version is the strategy's, and is written so that a configuration and its hash tell one rule from the next.
    private static RunStrategy SetVersion(RunStrategy strategy, int version) => strategy.Definition.Schema is var schema && schema.Version == version
        ? strategy
        : throw new ArgumentException($"'{schema.Name}' is at version {schema.Version}, and its older rules are gone: leave the key out to run this one.");

    private static RunConfiguration SetSymbols(RunConfiguration run, ImmutableArray<string> symbols) =>
        symbols.GroupBy(symbol => symbol).FirstOrDefault(group => group.Count() > 1) is { } repeated
            ? throw new ArgumentException($"'{repeated.Key}' is named twice.")
            : run with { Symbols = symbols };

    private static string? FindStray(RunConfiguration run) =>
        run.Strategies.FirstOrDefault(one => one.Symbol is { } symbol && !run.Symbols.Contains(symbol)) is { } stray
            ? $"'{stray.Symbol}' is not among the symbols {string.Join(", ", run.Symbols)}."
            : null;
}
