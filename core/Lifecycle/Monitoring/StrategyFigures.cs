using Serverless.Core.Metrics;

namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>
/// What the watch compares, of a backtest and of a live record alike: by the day, so that bars of any length compare. Figures that are undefined are null.
/// </summary>
public sealed record StrategyFigures
{
    /// <summary>Number of daily returns.</summary>
    public required int Days { get; init; }

    /// <summary>Of daily returns, annualised by <see cref="DailyReturns.DaysPerYear"/>; see <see cref="ReturnStatistics.Sharpe"/>.</summary>
    public double? Sharpe { get; init; }

    /// <summary>Of daily returns, annualised; see <see cref="ReturnStatistics.Volatility"/>.</summary>
    public double? Volatility { get; init; }

    /// <summary>Depth of the deepest drawdown of daily closes, 0 … 1.</summary>
    public required double MaxDrawdown { get; init; }

    /// <summary>Share of days with a gain among those with a gain or a loss; null when there is none.</summary>
    public double? HitRate { get; init; }

    /// <summary>Mean loss of the worst twentieth of days, positive when a loss; see <see cref="TailRisk.HistoricalCvar"/>. Null below 20 days.</summary>
    public double? TailLoss { get; init; }

    /// <summary>Traded notional ÷ equity, per year.</summary>
    public double? AnnualTurnover { get; init; }

    /// <summary>Share of bars at whose close a position was held, 0 … 1.</summary>
    public required double Exposure { get; init; }

    /// <summary>Measures daily returns.</summary>
    /// <param name="daily">Returns by day.</param>
    /// <param name="annualTurnover">Turnover of the run; see <see cref="PerformanceMetrics.AnnualTurnover"/>.</param>
    /// <param name="exposure">Exposure of the run.</param>
    public static StrategyFigures Of(DailyReturns daily, double? annualTurnover, double exposure)
    {
        ArgumentNullException.ThrowIfNull(daily);
        var moments = ReturnMoments.Of(daily.Values);
        double[] moved = [.. daily.Values.Where(value => value != 0)];
        return new StrategyFigures
        {
            Days = daily.Values.Length,
            Sharpe = ReturnStatistics.Sharpe(moments, daily.DaysPerYear),
            Volatility = ReturnStatistics.Volatility(moments, daily.DaysPerYear),
            MaxDrawdown = Drawdown.Deepest(daily.Values).Depth,
            HitRate = ReturnStatistics.PositiveShare(moved),
            TailLoss = TailLossOf(daily),
            AnnualTurnover = annualTurnover,
            Exposure = exposure,
        };
    }

    /// <summary><see cref="TailLoss"/> of daily returns.</summary>
    internal static double? TailLossOf(DailyReturns daily)
    {
        double[] ascending = [.. daily.Values];
        Array.Sort(ascending);
        return ascending.Length < 20 ? null : TailRisk.HistoricalCvar(ascending, 0.05);
    }
}
