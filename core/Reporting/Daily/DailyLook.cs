using Serverless.Core.Lifecycle.Monitoring;

namespace Serverless.Core.Reporting.Daily;

/// <summary>The desk on one day.</summary>
/// <param name="Day">The day, UTC.</param>
/// <param name="Strategies">Figures of the strategies that were live, at the first look after the day.</param>
/// <param name="BenchmarkReturn">Return of the benchmark on the day; null when it is not known.</param>
public sealed record DailyLook(DateOnly Day, IReadOnlyList<StrategyHealth> Strategies, double? BenchmarkReturn)
{
    /// <summary>UTC midnight with which the day ends, in ticks.</summary>
    internal long EndTicks => Day.AddDays(1).ToDateTime(TimeOnly.MinValue).Ticks;

    /// <summary>What all strategies earned on the day, in money.</summary>
    internal decimal Earned => Strategies.Sum(EarnedBy);

    /// <summary>What that is of their equity before the day; null without any.</summary>
    internal double? Return => Strategies.Sum(one => one.Capital + one.Profit - EarnedBy(one)) is var before && before != 0 ? (double)(Earned / before) : null;

    /// <summary>Positions of all strategies ÷ their equity, without sign; null when it is not known of all.</summary>
    internal double? Gross => Held(Math.Abs);

    /// <summary>The same with signs.</summary>
    internal double? Net => Held(value => value);

    /// <summary>What a strategy earned on the last day that has ended, in money: its equity now less that equity before the day's return.</summary>
    internal static decimal EarnedBy(StrategyHealth one) =>
        one.DayReturn is not { } change ? 0 : Math.Round((one.Capital + one.Profit) * (decimal)(change / (1 + change)), 2);

    private double? Held(Func<double, double> value)
    {
        var equity = Strategies.Sum(one => one.Capital + one.Profit);
        return equity > 0 && Strategies.All(one => one.Held is not null) ? Strategies.Sum(one => value(one.Held!.Value) * (double)(one.Capital + one.Profit)) / (double)equity : null;
    }
}
