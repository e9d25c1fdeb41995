using Serverless.Core.Metrics;

namespace Serverless.Core.Tests.Metrics;

/// <summary>Golden values on which empyrical, quantstats, PerformanceAnalytics and numpy agree; conventions as in each file.</summary>
public sealed class ReturnStatisticsTests
{
    [Fact]
    public void Sharpe_GoldenCases_MatchPerPeriodAndAnnualised()
    {
        foreach (var golden in GoldenCase.Read("sharpe_ratio"))
        {
            var riskFree = golden.Number("risk_free_per_period");
            golden.AssertEqual("per_period_ddof1", ReturnStatistics.Sharpe(ReturnMoments.Of(golden.Returns), 1, riskFree));
            golden.AssertEqual("annualised_ddof1", ReturnStatistics.Sharpe(ReturnMoments.Of(golden.Returns), golden.PeriodsPerYear, riskFree));
            golden.AssertEqual("annualised_ddof1_rf0", ReturnStatistics.Sharpe(ReturnMoments.Of(golden.Returns), golden.PeriodsPerYear));
        }
    }

    [Fact]
    public void Sortino_GoldenCases_MatchPerPeriodAndAnnualised()
    {
        foreach (var golden in GoldenCase.Read("sortino_ratio"))
        {
            var minimum = golden.Number("mar_per_period");
            golden.AssertEqual("per_period", ReturnStatistics.Sortino(golden.Returns, 1, minimum));
            golden.AssertEqual("annualised", ReturnStatistics.Sortino(golden.Returns, golden.PeriodsPerYear, minimum));
            golden.AssertEqual("annualised_mar0", ReturnStatistics.Sortino(golden.Returns, golden.PeriodsPerYear));
        }
    }

    [Fact]
    public void DownsideDeviation_GoldenCases_Match()
    {
        foreach (var golden in GoldenCase.Read("downside_deviation"))
            golden.AssertEqual("per_period", ReturnStatistics.DownsideDeviation(golden.Returns, golden.Number("mar_per_period")));
    }

    [Fact]
    public void Calmar_GoldenCases_Match()
    {
        foreach (var golden in GoldenCase.Read("calmar_ratio"))
        {
            var cagr = ReturnStatistics.Cagr(ReturnStatistics.TotalReturn(golden.Returns), golden.Returns.Length, golden.PeriodsPerYear);
            golden.AssertEqual("cagr", cagr);
            golden.AssertEqual("calmar_cagr_over_mdd", ReturnStatistics.Calmar(cagr, Drawdown.Deepest(golden.Returns).Depth));
        }
    }

    [Fact]
    public void BasicStatistics_GoldenCases_Match()
    {
        foreach (var golden in GoldenCase.Read("basic_return_statistics"))
        {
            var returns = golden.Returns;
            var moments = ReturnMoments.Of(returns);
            golden.AssertEqual("mean", moments.Mean);
            golden.AssertEqual("cumulative_return", ReturnStatistics.TotalReturn(returns));
            golden.AssertEqual("cagr", ReturnStatistics.Cagr(ReturnStatistics.TotalReturn(returns), returns.Length, golden.PeriodsPerYear));
            golden.AssertEqual("volatility_ddof1_annual", ReturnStatistics.Volatility(moments, golden.PeriodsPerYear));
            golden.AssertEqual("skewness_population", ReturnStatistics.Skewness(moments));
            golden.AssertEqual("excess_kurtosis_population", ReturnStatistics.ExcessKurtosis(moments));
            golden.AssertEqual("skewness_sample_G1", ReturnStatistics.SampleSkewness(moments));
            golden.AssertEqual("excess_kurtosis_sample_G2", ReturnStatistics.SampleExcessKurtosis(moments));
            golden.AssertEqual("arithmetic_annual_return", ReturnStatistics.ArithmeticAnnualReturn(moments, golden.PeriodsPerYear));
            golden.AssertEqual("positive_fraction_strict", ReturnStatistics.PositiveShare(returns));
            golden.AssertEqual("sum_log_returns", Math.Log(1 + ReturnStatistics.TotalReturn(returns)));
            golden.AssertEqual("best", RiskMetrics.Measure(returns, golden.PeriodsPerYear).Best);
            golden.AssertEqual("worst", RiskMetrics.Measure(returns, golden.PeriodsPerYear).Worst);
        }
    }

    [Fact]
    public void Drawdown_GoldenCases_MatchDepthPlaceAndDuration()
    {
        foreach (var golden in GoldenCase.Read("max_drawdown"))
        {
            var drawdown = Drawdown.Deepest(golden.Returns);
            golden.AssertEqual("max_drawdown", drawdown.Depth);
            golden.AssertEqual("peak_index", drawdown.PeakIndex);
            golden.AssertEqual("trough_index", drawdown.TroughIndex);
            golden.AssertEqual("recovery_index", drawdown.RecoveryIndex);
            golden.AssertEqual("longest_underwater_periods", drawdown.LongestUnderwater);
        }
    }

    [Fact]
    public void Measure_NoReturnsAndNoTrades_IsZeroOrUndefinedNeverNaN()
    {
        var metrics = PerformanceMetrics.Measure([], 2191.5, [], default);

        Assert.Equal((0, 0.0, 0.0, 0), (metrics.Bars, metrics.TotalReturn, metrics.MaxDrawdown, metrics.Trades));
        Assert.All(
            [metrics.Cagr, metrics.Volatility, metrics.Sharpe, metrics.Sortino, metrics.Calmar, metrics.WinRate, metrics.ProfitFactor],
            figure => Assert.Null(figure));
    }

    [Fact]
    public void Measure_ReturnsAndTrades_EqualsTheSingleFigures()
    {
        double[] returns = [0.1, -0.2, 0.15, 0.05], profits = [100, -50, 25];

        var metrics = PerformanceMetrics.Measure(returns, 252, profits, new TradingActivity(3, 4));

        Assert.Equal(ReturnStatistics.TotalReturn(returns) / Drawdown.Deepest(returns).Depth, metrics.RecoveryFactor!.Value, 1e-12);
        Assert.Equal(1.25, metrics.Payoff);
        Assert.Equal((0.75, 252.0), (metrics.Exposure, metrics.AnnualTurnover!.Value));
    }

    [Fact]
    public void Measure_ReturnThatIsNoNumber_NamesItsPosition()
    {
        var error = Assert.Throws<ArgumentException>(() => PerformanceMetrics.Measure([0.1, double.NaN], 252, [], default));

        Assert.Contains("returns[1] is NaN", error.Message);
    }

    [Fact]
    public void Cagr_ThatOverflows_IsUndefined() => Assert.Null(ReturnStatistics.Cagr(1e300, 1, 2191.5));

    [Fact]
    public void TradeStatistics_WinsAndLosses_MatchHandCalculation()
    {
        double[] profits = [30, -10, 0, -5];

        Assert.Equal(0.25, TradeStatistics.WinRate(profits));
        Assert.Equal(2, TradeStatistics.ProfitFactor(profits));
        Assert.Equal(3.75, TradeStatistics.Expectancy(profits));
        Assert.Equal(4, TradeStatistics.Payoff(profits));
        Assert.Null(TradeStatistics.ProfitFactor([1, 2]));
        Assert.Null(TradeStatistics.Payoff([1, 2]));
        Assert.Null(TradeStatistics.Payoff([]));
    }

    [Fact]
    public void EquityReturns_InPlace_EqualThoseElsewhere()
    {
        double[] equity = [110, 99, 99];
        var returns = new double[3];

        EquityReturns.Compute(100, equity, returns);
        EquityReturns.Compute(100, equity, equity);

        Assert.Equal([0.1, -0.1, 0], returns.Select(value => Math.Round(value, 12)));
        Assert.Equal(returns, equity);
    }
}
