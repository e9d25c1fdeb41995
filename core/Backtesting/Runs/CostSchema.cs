using System.Collections.Immutable;
using Serverless.Core.Configuration;
using Serverless.Core.Execution.Costs;
using static Serverless.Core.Configuration.ConfigurationTypes;

namespace Serverless.Core.Backtesting.Runs;

/// <summary>The keys of commission, slippage and funding.</summary>
internal static class CostSchema
{
    public static ConfigurationType<double> Bps { get; } = Number(min: 0, below: 10_000);

    public static ConfigurationType<CommissionModel> Commission { get; } = new ConfigurationUnion<CommissionModel>("type", "commission")
        .Case("bps", "A share of the value of every fill.", new ConfigurationRecord<CommissionModel.BasisPoints>(new())
            .Key("bps", Bps, model => model.Bps, (model, value) => model with { Bps = value }, "Basis points (0.0001) of the value."))
        .Case("fixed", "The same amount for every fill.", new ConfigurationRecord<CommissionModel.Fixed>(new())
            .Key("amount", Amount, model => model.Amount, (model, value) => model with { Amount = value }, "Quote currency for each fill."))
        .Case("per_share", "An amount for every unit, with a minimum.", new ConfigurationRecord<CommissionModel.PerShare>(new())
            .Key("amount", Amount, model => model.Amount, (model, value) => model with { Amount = value }, "Quote currency for each unit.")
            .Key("minimum", Amount, model => model.Minimum, (model, value) => model with { Minimum = value },
                "Least quote currency for a fill."))
        .Case("tiered", "Maker and taker rates that fall with the value traded so far in the run.",
            new ConfigurationRecord<CommissionModel.Tiered>(new())
            .Key("tiers", List(Tier, minCount: 1), model => model.Tiers, SetTiers, "The tiers, ascending, the first from 0."));

    public static ConfigurationType<SlippageModel> Slippage { get; } = new ConfigurationUnion<SlippageModel>("type", "slippage")
        .Case("bps", "The same share of the price for every fill.", new ConfigurationRecord<SlippageModel.BasisPoints>(new())
            .Key("bps", Bps, model => model.Bps, (model, value) => model with { Bps = value }, "Basis points (0.0001) of the price."))
        .Case("ticks", "Some ticks of `instrument.tick_size`.", new ConfigurationRecord<SlippageModel.Ticks>(new())
            .Key("count", Amount, model => model.Count, (model, value) => model with { Count = value }, "Number of ticks."))
        .Case("spread", "Bars quote the middle; buys pay the ask and sales get the bid.",
            new ConfigurationRecord<SlippageModel.Spread>(new())
            .Key("width", Amount, model => model.Width, (model, value) => model with { Width = value }, "Ask less bid, in quote currency."))
        .Case("atr", "A multiple of the average true range known before the bar.",
            new ConfigurationRecord<SlippageModel.AverageRange>(new())
            .Key("period", Whole(1, 5_000), model => model.Period, (model, value) => model with { Period = value },
                "Period of the range, in bars.")
            .Key("multiple", Amount, model => model.Multiple, (model, value) => model with { Multiple = value }, "Times the range.")
            .Key("fallback_bps", Bps, model => model.FallbackBps, (model, value) => model with { FallbackBps = value },
                "Basis points while there is no range yet."))
        .Case("linear_impact", "Grows with the share of the order in the volume of its bar.",
            new ConfigurationRecord<SlippageModel.LinearImpact>(new())
            .Key("coefficient", Amount, model => model.Coefficient, (model, value) => model with { Coefficient = value },
                "Share of the price for an order as large as the volume."))
        .Case("square_root_impact", "Daily volatility times the root of the share in the daily volume.",
            new ConfigurationRecord<SlippageModel.SquareRootImpact>(new())
            .Key("coefficient", Amount, model => model.Coefficient, (model, value) => model with { Coefficient = value },
                "Y of the law, about 1.")
            .Key("window", Whole(2, 5_000), model => model.Window, (model, value) => model with { Window = value },
                "Bars from which daily volume and volatility are measured."));

    public static ConfigurationType<FundingPlan> Funding { get; } = new ConfigurationRecord<FundingPlan>(new())
        .Key("enabled", Flag, plan => plan.Enabled, (plan, value) => plan with { Enabled = value }, "Whether funding is paid.")
        .Key("rate", Number(), plan => plan.Rate, (plan, value) => plan with { Rate = value },
            "Share of the value that a long pays each time; negative when shorts pay.")
        .Key("interval_hours", Whole(1, 24), plan => plan.IntervalHours, (plan, value) => plan with { IntervalHours = value },
            "Hours between payments, counted from midnight UTC.")
        .Key("series", List(Payment), plan => plan.Series, SetSeries, "Payments of their own instead of `rate`, ascending by time.");

    private static ConfigurationType<double> Amount => Number(min: 0);

    private static ConfigurationType<CommissionTier> Tier => new ConfigurationRecord<CommissionTier>(default)
        .Key("from_traded", Amount, tier => tier.FromTraded, (tier, value) => tier with { FromTraded = value },
            "Value traded before, in quote currency.")
        .Key("maker_bps", TierBps, tier => tier.MakerBps, (tier, value) => tier with { MakerBps = value },
            "Basis points for an order that rested; negative for a rebate.")
        .Key("taker_bps", TierBps, tier => tier.TakerBps, (tier, value) => tier with { TakerBps = value },
            "Basis points for an order that did not.");

    private static ConfigurationType<double> TierBps => Number(above: -10_000, below: 10_000);

    private static ConfigurationType<FundingPayment> Payment => new ConfigurationRecord<FundingPayment>(new())
        .Key("time", Instant, payment => payment.Time, (payment, value) => payment with { Time = value },
            "When it falls due, UTC.", isRequired: true)
        .Key("rate", Number(), payment => payment.Rate, (payment, value) => payment with { Rate = value },
            "Share of the value that a long pays.", isRequired: true);

    private static CommissionModel.Tiered SetTiers(CommissionModel.Tiered model, ImmutableArray<CommissionTier> tiers)
    {
        _ = new TieredCommission(tiers);
        return model with { Tiers = tiers };
    }

    private static FundingPlan SetSeries(FundingPlan plan, ImmutableArray<FundingPayment> series)
    {
        _ = FundingPlan.ScheduleOf(series);
        return plan with { Series = series };
    }
}
