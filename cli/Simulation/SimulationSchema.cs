using System.Collections.Immutable;
using Serverless.Core.Configuration;
using Serverless.Core.Lifecycle;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.Strategies;
using static Serverless.Core.Configuration.ConfigurationTypes;

namespace Serverless.Cli.Simulation;

/// <summary>The format of settings for a replay: every key with its meaning and limits.</summary>
internal static class SimulationSchema
{
    private const int MostDays = 36_500;

    private static readonly ConfigurationType<double> Share = Number(min: 0, max: 1);

    /// <summary>All settings.</summary>
    public static ConfigurationRecord<SimulationSettings> Settings { get; } = new ConfigurationRecord<SimulationSettings>(new())
        .Key("profile", Text, all => all.Profile, (all, value) => all with { Profile = value }, "Name under which results are shown.")
        .Key("seed", Whole(long.MinValue, long.MaxValue), all => all.Seed, (all, value) => all with { Seed = value }, "Seed of everything random.")
        .Key("strategies", Whole(GenerationRequest.MinCount, GenerationRequest.MaxCount), all => all.Strategies, (all, value) => all with { Strategies = value }, "Configurations in a cycle.")
        .Key("symbols", List(Text), all => all.Symbols, (all, value) => all with { Symbols = value }, "Symbols that are traded; none for all that are stored.")
        .Key("evaluation", Evaluation, all => all.Evaluation, (all, value) => all with { Evaluation = value }, "Walk-forward windows and costs.")
        .Key("lifecycle", Lifecycle, all => all.Lifecycle, (all, value) => all with { Lifecycle = value }, "Gates, seats and capital.")
        .Key("monitoring", Monitoring, all => all.Monitoring, (all, value) => all with { Monitoring = value }, "Thresholds of the watch over live strategies.")
        .Key("regimes", Named("source of a regime", ["equity", "volatility_index", "crypto", "pmi", "curve_slope"], Text),
            all => all.Regimes, (all, value) => all with { Regimes = value }, "Series that regimes are read from; of a list, the first that is stored.");

    private static ConfigurationRecord<SimulatedEvaluation> Evaluation => new ConfigurationRecord<SimulatedEvaluation>(new())
        .Key("history_days", Days(), all => all.HistoryDays, (all, value) => all with { HistoryDays = value }, "Days of history that are walked forward.")
        .Key("train_days", Days(), all => all.TrainDays, (all, value) => all with { TrainDays = value }, "Days of a training window.")
        .Key("test_days", Days(), all => all.TestDays, (all, value) => all with { TestDays = value }, "Days of a test window.")
        .Key("candidates", Whole(1, 1000), all => all.Candidates, (all, value) => all with { Candidates = value }, "Parameter sets tried in each training window.")
        .Key("commission_bps", Number(min: 0, below: 10_000), all => all.CommissionBps, (all, value) => all with { CommissionBps = value }, "Commission per side, basis points.")
        .Key("slippage_bps", Number(min: 0, below: 10_000), all => all.SlippageBps, (all, value) => all with { SlippageBps = value }, "Slippage per side, basis points.");

    private static ConfigurationRecord<LifecyclePolicy> Lifecycle => new ConfigurationRecord<LifecyclePolicy>(new())
        .Key("top_share", Share, all => all.TopShare, (all, value) => all with { TopShare = value }, "Best share of a scorecard that counts as its top.")
        .Key("streak_days", Days(), all => all.StreakDays, (all, value) => all with { StreakDays = value }, "Days in a row in the top before a strategy goes live.")
        .Key("paper_streak_days", Days(), all => all.PaperStreakDays, (all, value) => all with { PaperStreakDays = value }, "Days in a row in the top before a candidate goes on paper.")
        .Key("max_missed_days", Days(0), all => all.MaxMissedDays, (all, value) => all with { MaxMissedDays = value }, "Days without a rank that a streak outlasts.")
        .Key("lapse_days", Days(), all => all.LapseDays, (all, value) => all with { LapseDays = value }, "Days out of the top after which it goes back to research.")
        .Key("seats", Whole(1, LifecyclePolicy.MostSeats), all => all.Seats, (all, value) => all with { Seats = value }, "Live strategies at most.")
        .Key("capital", Number(min: 0, max: 1e12), all => (double)all.Capital, (all, value) => all with { Capital = (decimal)value }, "Capital that live strategies share.")
        .Key("min_evidence", Share, all => all.MinEvidence, (all, value) => all with { MinEvidence = value }, "Strength of the evidence against luck that is asked for.")
        .Key("min_survival", Share, all => all.MinSurvival, (all, value) => all with { MinSurvival = value }, "Share of stays of 90 days in its own history that the watch would have let it finish; 0 does not ask.")
        .Key("max_type_share", Share, all => all.MaxTypeShare, (all, value) => all with { MaxTypeShare = value }, "Largest share of one type among those live.")
        .Key("max_correlation", Share, all => all.MaxCorrelation, (all, value) => all with { MaxCorrelation = value }, "Correlation with every live strategy must be below it.")
        .Key("min_days", Days(2), all => all.MinDays, (all, value) => all with { MinDays = value }, "Days before a correlation, or a figure of a regime, counts.")
        .Key("displacement_margin", Number(min: 0), all => all.DisplacementMargin, (all, value) => all with { DisplacementMargin = value }, "By how much a newcomer's score must be better to take a seat.")
        .Key("min_seat_days", Days(0), all => all.MinSeatDays, (all, value) => all with { MinSeatDays = value }, "Days for which a live strategy keeps its seat whoever is better.")
        .Key("sizing", Sizing, all => all.Sizing, (all, value) => all with { Sizing = value }, "How capital is measured out.");

    private static ConfigurationRecord<CapitalSizing> Sizing => new ConfigurationRecord<CapitalSizing>(new())
        .Key("target_volatility", Share, all => all.TargetVolatility, (all, value) => all with { TargetVolatility = value }, "Annual volatility of all live strategies together.")
        .Key("assumed_correlation", Share, all => all.AssumedCorrelation, (all, value) => all with { AssumedCorrelation = value }, "Average correlation that is assumed between them.")
        .Key("kelly_fraction", Share, all => all.KellyFraction, (all, value) => all with { KellyFraction = value }, "Fraction of the Kelly share.")
        .Key("max_share", Share, all => all.MaxShare, (all, value) => all with { MaxShare = value }, "Largest share of all capital for one strategy.");

    private static ConfigurationRecord<MonitoringLimits> Monitoring => new ConfigurationRecord<MonitoringLimits>(new())
        .Key("sharpe_days", Days(), all => all.SharpeDays, (all, value) => all with { SharpeDays = value }, "Days live before the Sharpe ratio is held against the backtest's.")
        .Key("sharpe_share", Share, all => all.SharpeShare, (all, value) => all with { SharpeShare = value }, "Share of the backtest's Sharpe ratio below which it has drifted.")
        .Key("deviation", Number(above: 0), all => all.Deviation, (all, value) => all with { Deviation = value }, "Relative distance of another figure beyond which it has drifted.")
        .Key("drawdown", Share, all => all.Drawdown, (all, value) => all with { Drawdown = value }, "Fall from the highest equity at which sizes are halved.")
        .Key("drawdown_release", Share, all => all.DrawdownRelease, (all, value) => all with { DrawdownRelease = value }, "Fall below which they are restored.")
        .Key("max_loss", Share, all => all.MaxLoss, (all, value) => all with { MaxLoss = value }, "Share of its capital that no strategy may lose.")
        .Key("min_reserve", Share, all => all.MinReserve, (all, value) => all with { MinReserve = value }, "Least distance from it that is kept for one more bad day.")
        .Key("max_reserve", Share, all => all.MaxReserve, (all, value) => all with { MaxReserve = value }, "Most of that.")
        .Key("benchmark_days", Days(), all => all.BenchmarkDays, (all, value) => all with { BenchmarkDays = value }, "Days over which a strategy is held against the benchmark.")
        .Key("benchmark_lag", Share, all => all.BenchmarkLag, (all, value) => all with { BenchmarkLag = value }, "Points of return below the benchmark at which it is rolled back.")
        .Key("correlation_days", Days(), all => all.CorrelationDays, (all, value) => all with { CorrelationDays = value }, "Days over which live strategies are correlated.")
        .Key("redundancy", Share, all => all.Redundancy, (all, value) => all with { Redundancy = value }, "Correlation above which two of them are redundant.");

    private static ConfigurationType<int> Days(int least = 1) => Whole(least, MostDays);
}
