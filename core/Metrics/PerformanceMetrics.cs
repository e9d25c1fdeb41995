namespace Serverless.Core.Metrics;

/// <summary>
/// Performance of one run. Returns are simple, per bar, after costs; annualisation multiplies by bars per year; risk-free rate and
/// minimum acceptable return are 0. A figure that is undefined is null (no variation, no loss, no trade: see each function).
/// </summary>
public sealed record PerformanceMetrics
{
    /// <summary>Bars in a year, by which figures are annualised; 0 in results that are older than this figure.</summary>
    public double BarsPerYear { get; init; }

    /// <summary>Number of bars, which is the number of returns.</summary>
    public required int Bars { get; init; }

    /// <summary>See <see cref="ReturnStatistics.TotalReturn"/>; 0.1 is 10 %.</summary>
    public required double TotalReturn { get; init; }

    /// <summary>See <see cref="ReturnStatistics.Cagr"/>.</summary>
    public required double? Cagr { get; init; }

    /// <summary>See <see cref="ReturnStatistics.Volatility"/>.</summary>
    public required double? Volatility { get; init; }

    /// <summary>See <see cref="ReturnStatistics.Sharpe"/>.</summary>
    public required double? Sharpe { get; init; }

    /// <summary>See <see cref="ReturnStatistics.Sortino"/>.</summary>
    public required double? Sortino { get; init; }

    /// <summary>See <see cref="ReturnStatistics.Calmar"/>.</summary>
    public required double? Calmar { get; init; }

    /// <summary>See <see cref="ReturnStatistics.Skewness"/>.</summary>
    public required double? Skewness { get; init; }

    /// <summary>See <see cref="ReturnStatistics.ExcessKurtosis"/>.</summary>
    public required double? ExcessKurtosis { get; init; }

    /// <summary>Depth of the deepest drawdown, 0 … 1; see <see cref="Drawdown"/>.</summary>
    public required double MaxDrawdown { get; init; }

    /// <summary>Longest stretch below the running maximum, in bars.</summary>
    public required int LongestUnderwaterBars { get; init; }

    /// <summary>See <see cref="ReturnStatistics.RecoveryFactor"/>.</summary>
    public double? RecoveryFactor { get; init; }

    /// <summary>Time in market: share of bars at whose close a position was held, 0 … 1.</summary>
    public required double Exposure { get; init; }

    /// <summary>Traded notional ÷ equity, per year; null without bars.</summary>
    public required double? AnnualTurnover { get; init; }

    /// <summary>Number of closed trades.</summary>
    public required int Trades { get; init; }

    /// <summary>See <see cref="TradeStatistics.WinRate"/>.</summary>
    public required double? WinRate { get; init; }

    /// <summary>See <see cref="TradeStatistics.ProfitFactor"/>.</summary>
    public required double? ProfitFactor { get; init; }

    /// <summary>See <see cref="TradeStatistics.Expectancy"/>; in quote currency.</summary>
    public required double? Expectancy { get; init; }

    /// <summary>See <see cref="TradeStatistics.Payoff"/>.</summary>
    public double? Payoff { get; init; }

    /// <summary>Measures one run; see <see cref="RiskMetrics"/> for drawdowns and tails in full.</summary>
    /// <param name="returns">Simple returns per bar, finite.</param>
    /// <param name="barsPerYear">Bars in a year; positive.</param>
    /// <param name="netProfits">Profits of closed trades after costs.</param>
    /// <param name="activity">How much was traded.</param>
    /// <exception cref="ArgumentException">A return is not-a-number or infinite.</exception>
    public static PerformanceMetrics Measure(
        ReadOnlySpan<double> returns, double barsPerYear, ReadOnlySpan<double> netProfits, TradingActivity activity)
    {
        var pass = ReturnPass.Over(returns);
        // What is not finite leaves its mark on the sum; only then is it worth looking for.
        if (!double.IsFinite(pass.Sum))
            Observations.RequireFinite(returns, nameof(returns));
        var moments = returns.IsEmpty ? default : ReturnMoments.About(pass.Sum / returns.Length, returns);
        var downside = ReturnStatistics.DownsideOf(pass.SquaredShortfalls, returns.Length);
        var totalReturn = pass.Growth - 1;
        var cagr = ReturnStatistics.Cagr(totalReturn, returns.Length, barsPerYear);
        return new PerformanceMetrics
        {
            BarsPerYear = barsPerYear,
            Bars = returns.Length,
            TotalReturn = totalReturn,
            Cagr = cagr,
            Volatility = ReturnStatistics.Volatility(moments, barsPerYear),
            Sharpe = ReturnStatistics.Sharpe(moments, barsPerYear),
            Sortino = ReturnStatistics.SortinoOf(moments.Mean, downside, barsPerYear, minimumAcceptable: 0),
            Calmar = ReturnStatistics.Calmar(cagr, pass.Depth),
            Skewness = ReturnStatistics.Skewness(moments),
            ExcessKurtosis = ReturnStatistics.ExcessKurtosis(moments),
            MaxDrawdown = pass.Depth,
            LongestUnderwaterBars = pass.LongestUnderwater,
            RecoveryFactor = ReturnStatistics.RecoveryFactor(totalReturn, pass.Depth),
            Exposure = returns.IsEmpty ? 0 : (double)activity.ExposedBars / returns.Length,
            AnnualTurnover = returns.IsEmpty ? null : activity.Turnover * barsPerYear / returns.Length,
            Trades = netProfits.Length,
            WinRate = TradeStatistics.WinRate(netProfits),
            ProfitFactor = TradeStatistics.ProfitFactor(netProfits),
            Expectancy = TradeStatistics.Expectancy(netProfits),
            Payoff = TradeStatistics.Payoff(netProfits),
        };
    }
}
