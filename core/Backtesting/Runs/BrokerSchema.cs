using Serverless.Core.Configuration;
using Serverless.Core.Execution;
using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Matching;
using static Serverless.Core.Configuration.ConfigurationTypes;

namespace Serverless.Core.Backtesting.Runs;

/// <summary>The keys of sizing, venue, margin, guards and execution.</summary>
internal static class BrokerSchema
{
    public static ConfigurationType<double?> OptionalAbove0 { get; } = Optional(Number(above: 0));

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
            "Share of its value that a position's margin must keep; below it the position is liquidated. 0 never liquidates.")
        .Key("max_position", OptionalAbove0, rules => rules.MaxPosition, (rules, value) => rules with { MaxPosition = value },
            "Largest position in units; an order trades what fits.");

    public static ConfigurationType<RunGuards> Guards { get; } = new ConfigurationRecord<RunGuards>(new())
        .Key("max_drawdown", Optional(Number(above: 0, below: 1)),
            guards => guards.MaxDrawdown, (guards, value) => guards with { MaxDrawdown = value },
            "Drawdown from the highest equity at which the run stops trading; 0.2 is 20 %.")
        .Key("daily_loss", Optional(Number(above: 0, below: 1)),
            guards => guards.DailyLoss, (guards, value) => guards with { DailyLoss = value },
            "Loss since the day before (UTC) at which trading stops until the next day.");

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
        .Key("latency_bars", Whole(0, 10_000), policy => policy.LatencyBars, (policy, value) => policy with { LatencyBars = value },
            "Bars that an order takes to arrive, beyond the usual next one.")
        .Key("volume_participation", Optional(Number(above: 0, max: 1)),
            policy => policy.VolumeParticipation, (policy, value) => policy with { VolumeParticipation = value },
            "Largest share of a bar's volume that all orders take together.");

    private static ConfigurationRecord<PositionSizing> SizingValue(PositionSizing initial, string description) =>
        new ConfigurationRecord<PositionSizing>(initial)
            .Key("value", Number(above: 0), sizing => sizing.Size, (sizing, value) => sizing with { Size = value }, description);
}
