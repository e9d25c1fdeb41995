using Serverless.Core.Backtesting;
using Serverless.Core.Execution;
using Serverless.Core.Validation;

namespace Serverless.Functions.Hosting;

/// <summary>Defaults of a cycle, from the settings under <c>Evaluation</c>.</summary>
public sealed class EvaluationOptions
{
    /// <summary>Seed of everything random in a cycle that is asked for without one; those of the schedule take <see cref="SeedOf"/>.</summary>
    public long Seed { get; set; } = 1;

    /// <summary>The experiment that cycles belong to: the trials of all its cycles count when luck is judged.</summary>
    public string Experiment { get; set; } = "default";

    /// <summary>Symbols that are traded, divided by commas; empty for all that are stored.</summary>
    public string Symbols { get; set; } = "";

    /// <summary>Configurations per cycle, 60 to 200.</summary>
    public int Strategies { get; set; } = 60;

    /// <summary>Days of history before the last bar that are used; the specification's five years.</summary>
    public int HistoryDays { get; set; } = 1826;

    /// <summary>What is done about missing bars.</summary>
    public MissingDataMode MissingData { get; set; }

    /// <summary>Most bars in a row that <see cref="MissingDataMode.ForwardFill"/> fills, at least 1; those after that stay missing.</summary>
    public int FillMaxBars { get; set; } = 1;

    /// <summary>Walk-forward: whether the training window rolls or grows.</summary>
    public WalkForwardMode Mode { get; set; } = WalkForwardMode.Rolling;

    /// <summary>Days of a training window.</summary>
    public int TrainDays { get; set; } = 365;

    /// <summary>Days of a test window, and of the step to the next.</summary>
    public int TestDays { get; set; } = 90;

    /// <summary>Parameter sets tried in each training window.</summary>
    public int Candidates { get; set; } = 16;

    /// <summary>Commission per side in basis points of the traded value.</summary>
    public double CommissionBps { get; set; } = 4;

    /// <summary>Slippage per side in basis points of the price.</summary>
    public double SlippageBps { get; set; } = 2;

    /// <summary>Days for which results and daily returns of the strategies of a cycle are kept, 0 for ever. What a promotion stands on stays in any case.</summary>
    public int KeepCurvesDays { get; set; }

    /// <summary>Seed of the scheduled cycles of a day: <see cref="Seed"/> plus the days since 1970-01-01, so that each day tries other configurations.</summary>
    /// <param name="day">In UTC.</param>
    public long SeedOf(DateOnly day) => Seed + day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    /// <summary>The settings of a cycle; null takes the default.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the message names it.</exception>
    public EvaluationSettings ToSettings(long? seed = null, int? strategies = null, string? parentCycle = null) => new()
    {
        Seed = seed ?? Seed,
        Experiment = Experiment,
        Symbols = Symbols.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } symbols ? symbols : null,
        Strategies = strategies ?? Strategies,
        ParentCycle = parentCycle,
        HistoryDays = HistoryDays,
        FillMaxBars = MissingData switch
        {
            MissingDataMode.Skip => 0,
            MissingDataMode.ForwardFill when FillMaxBars > 0 => FillMaxBars,
            MissingDataMode.ForwardFill => throw new ArgumentException($"{nameof(FillMaxBars)} must be at least 1, not {FillMaxBars}."),
            _ => throw new ArgumentException(
                $"{nameof(MissingData)} must be {string.Join(" or ", Enum.GetNames<MissingDataMode>())}, not {MissingData}."),
        },
        Backtest = new BacktestSettings { Costs = new ExecutionCosts { CommissionBps = CommissionBps, SlippageBps = SlippageBps } },
        WalkForward = new WalkForwardSettings { Mode = Mode, TrainDays = TrainDays, TestDays = TestDays, StepDays = TestDays, Candidates = Candidates },
    };
}
