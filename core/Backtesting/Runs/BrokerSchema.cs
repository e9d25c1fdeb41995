using Serverless.Core.Configuration;
using Serverless.Core.Execution;
using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Guards;
using Serverless.Core.Execution.Matching;
using static Serverless.Core.Configuration.ConfigurationTypes;

namespace Serverless.Core.Backtesting.Runs;

/// <summary>The keys of sizing, venue, margin, guards and execution.</summary>
internal static class BrokerSchema
{
    public static ConfigurationType<double?> OptionalAbove0 { get; } = Optional(Number(above: 0));

    public static ConfigurationType<MarketFill> FillModel { get; } =
        Choice([("close_to_open", MarketFill.NextOpen), ("close_to_close", MarketFill.SameClose)]);

    private static ConfigurationType<double?> Share => Optional(Number(above: 0, below: 1));

    private static ConfigurationType<double> Milliseconds => Number(min: 0, max: 3.2e10);

    private static ConfigurationType<GuardResponse> Response => Choice<GuardResponse>();

    public static ConfigurationType<PositionSizing> Sizing { get; } = new ConfigurationUnion<PositionSizing>("type", "sizing")
        .Case("percent_equity", "Worth a share of the equity.",
            SizingValue(PositionSizing.OfEquity(0.1), "Share of the equity; 0.1 is 10 %."), sizing => sizing.Mode == SizingMode.EquityFraction)
        .Case("fixed", "A number of units.", SizingValue(PositionSizing.Units(1), "Units."), sizing => sizing.Mode == SizingMode.FixedUnits)
        .Case("risk", "Losing a share of the equity at the stop, for strategies that set one.",
            SizingValue(PositionSizing.OfRisk(0.01), "Share of the equity; 0.01 is 1 %."), sizing => sizing.Mode == SizingMode.EquityRisk);

    public static ConfigurationType<InstrumentRules> Instrument { get; } = new ConfigurationRecord<InstrumentRules>(new())
        .Key("lot_size", Number(min: 0), rules => rules.LotSize, (rules, value) => rules with { LotSize = value },
            "Sizes are multiples of it, in units; 0 for no rule.")
        .Key("tick_size", Number(min: 0), rules => rules.TickSize, (rules, value) => rules with { TickSize = value },
            "Prices of orders are multiples of it; 0 for no rule.")
        .Key("min_notional", Number(min: 0), rules => rules.MinNotional, (rules, value) => rules with { MinNotional = value },
            "Smallest value of an order, in quote currency; 0 for no rule.");

    public static ConfigurationType<MarginRules> Margin { get; } = new ConfigurationRecord<MarginRules>(new() { Leverage = 1 })
        .Key("maintenance_rate", Number(min: 0, below: 1),
            rules => rules.MaintenanceRate, (rules, value) => rules with { MaintenanceRate = value },
            "Share of its value that a position's margin must keep; below it the position is liquidated. 0 never liquidates.");

    public static ConfigurationType<RunConfiguration> Guards { get; } = new ConfigurationRecord<RunConfiguration>(new())
        .Key("max_drawdown", Share,
            run => run.Guards.MaxDrawdown, (run, value) => run with { Guards = run.Guards with { MaxDrawdown = value } },
            "Largest drawdown from the highest equity at a close; 0.2 is 20 %.")
        .Key("on_drawdown", Response,
            run => run.Guards.OnDrawdown, (run, value) => run with { Guards = run.Guards with { OnDrawdown = value } },
            "What happens then: trading stops, or goes on smaller until the drawdown is smaller again.")
        .Key("daily_loss", Share, run => run.Guards.DailyLoss, (run, value) => run with { Guards = run.Guards with { DailyLoss = value } },
            "Largest loss since the day before (UTC), as a share of the equity then.")
        .Key("on_daily_loss", Response,
            run => run.Guards.OnDailyLoss, (run, value) => run with { Guards = run.Guards with { OnDailyLoss = value } },
            "What happens then, until the next day.")
        .Key("size_factor", Number(above: 0, below: 1),
            run => run.Guards.SizeFactor, (run, value) => run with { Guards = run.Guards with { SizeFactor = value } },
            "What new orders are multiplied by while a guard scales.")
        .Key("max_leverage", OptionalAbove0,
            run => run.Limits.MaxLeverage, (run, value) => run with { Limits = run.Limits with { MaxLeverage = value } },
            "Largest exposure as a multiple of the equity, at every fill and every close.")
        .Key("on_leverage", Response,
            run => run.Limits.OnLeverage, (run, value) => run with { Limits = run.Limits with { OnLeverage = value } },
            "What happens where it would be exceeded.")
        .Key("max_position", OptionalAbove0,
            run => run.Limits.MaxPosition, (run, value) => run with { Limits = run.Limits with { MaxPosition = value } },
            "Largest position in units, of either side.")
        .Key("on_position", Response,
            run => run.Limits.OnPosition, (run, value) => run with { Limits = run.Limits with { OnPosition = value } },
            "What happens where it would be exceeded.")
        .Key("max_open_trades", Optional(Whole(1, int.MaxValue)),
            run => run.Limits.MaxOpenTrades, (run, value) => run with { Limits = run.Limits with { MaxOpenTrades = value } },
            "Most entries that may be open at once.")
        .Key("on_open_trades", Response,
            run => run.Limits.OnOpenTrades, (run, value) => run with { Limits = run.Limits with { OnOpenTrades = value } },
            "What happens where it would be exceeded.");

    public static ConfigurationType<ExecutionPolicy> Latency { get; } = new ConfigurationRecord<ExecutionPolicy>(new())
        .Key("bars", Whole(0, 10_000), policy => policy.LatencyBars, (policy, value) => policy with { LatencyBars = value },
            "Bars that an order takes to arrive, beyond the usual next one.")
        .Key("milliseconds", Milliseconds, policy => policy.Latency.Milliseconds,
            (policy, value) => policy with { Latency = policy.Latency with { Milliseconds = value } },
            "Time that every order takes after them; it can end within a bar.")
        .Key("jitter_milliseconds", Milliseconds, policy => policy.Latency.JitterMilliseconds,
            (policy, value) => policy with { Latency = policy.Latency with { JitterMilliseconds = value } },
            "Mean of the part that changes from order to order, drawn with `seed`.")
        .Key("jitter", Choice<LatencyJitter>(), policy => policy.Latency.Jitter,
            (policy, value) => policy with { Latency = policy.Latency with { Jitter = value } },
            "How that part is distributed.");

    public static ConfigurationType<ExecutionPolicy> Execution { get; } = new ConfigurationRecord<ExecutionPolicy>(new())
        .Key("gap_fill", Choice<GapFill>(), policy => policy.GapFill, (policy, value) => policy with { GapFill = value },
            "Price over a gap: the open, or the order's own.")
        .Key("intrabar_path", Choice<IntrabarPath>(),
            policy => policy.IntrabarPath, (policy, value) => policy with { IntrabarPath = value },
            "Which of high and low comes first within a bar.")
        .Key("limit_touch", Choice<TouchRule>(), policy => policy.LimitTouch, (policy, value) => policy with { LimitTouch = value },
            "Whether a limit that is only touched fills.")
        .Key("stop_touch", Choice<TouchRule>(), policy => policy.StopTouch, (policy, value) => policy with { StopTouch = value },
            "Whether a stop that is only touched is set off.")
        .Key("entry_bar", Choice<EntryBarRule>(), policy => policy.EntryBar, (policy, value) => policy with { EntryBar = value },
            "When the exits of a bracket can fill in the bar of its entry.")
        .Key("priority", Choice<OrderPriority>(), policy => policy.Priority, (policy, value) => policy with { Priority = value },
            "Which order is first at the same point of a bar.")
        .Key("volume_participation", Optional(Number(above: 0, max: 1)),
            policy => policy.VolumeParticipation, (policy, value) => policy with { VolumeParticipation = value },
            "Largest share of a bar's volume that all orders take together.");

    private static ConfigurationRecord<PositionSizing> SizingValue(PositionSizing initial, string description) =>
        new ConfigurationRecord<PositionSizing>(initial)
            .Key("value", Number(above: 0), sizing => sizing.Size, (sizing, value) => sizing with { Size = value }, description);
}
