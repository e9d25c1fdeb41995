using Serverless.Core.Metrics;
using Serverless.Core.Reporting.Documents;

namespace Serverless.Core.Reporting.TearSheets;

/// <summary>What figures say to a careful reader, each with the number it rests on.</summary>
internal static class Remarks
{
    private const int EnoughDays = 252;
    private const int EnoughTrades = 30;
    private const int BestDays = 5;
    private const double LargeShare = 0.5;
    private const double LargePathShare = 0.1;

    public static IEnumerable<Finding> Of(SheetFigures figures) => new[]
    {
        Sharpe(figures), Benchmark(figures), Length(figures), Trades(figures), Concentration(figures), Costs(figures), Path(figures), Sleeves(figures),
    }.OfType<Finding>();

    private static Finding? Sharpe(SheetFigures figures) => figures.Intervals?.Sharpe is not { Estimate: { } estimate, Percentile: { } interval }
        ? null
        : interval.Low > 0 ? new Finding(FindingKind.Passed, $"The Sharpe ratio of {Words.Ratio(estimate)} is above 0 with 95 %: {Interval(interval)}, resampled.")
        : interval.High < 0 ? new Finding(FindingKind.Failed, $"The Sharpe ratio of {Words.Ratio(estimate)} is below 0 with 95 %: {Interval(interval)}, resampled.")
        : new Finding(FindingKind.Caution, $"The Sharpe ratio of {Words.Ratio(estimate)} cannot be told from 0: the interval of 95 % is {Interval(interval)}, resampled.");

    private static Finding? Benchmark(SheetFigures figures)
    {
        if (figures is not { Beside: { Alpha: { } alpha, AlphaError: { } error }, Options.Benchmark: { } benchmark } || !figures.HasDays)
            return null;
        var (low, high) = (alpha - (1.96 * error), alpha + (1.96 * error));
        var range = $"{Words.Percent(alpha)} a year over {benchmark.Name}, 95 %: {Words.Percent(low)} … {Words.Percent(high)}";
        return low > 0 ? new Finding(FindingKind.Passed, $"It earns what the benchmark does not explain: {range}.")
            : high < 0 ? new Finding(FindingKind.Failed, $"It earns less than its share of the benchmark: {range}.")
            : new Finding(FindingKind.Caution, $"What it earns beyond its share of the benchmark cannot be told from nothing: {range}.");
    }

    private static Finding? Length(SheetFigures figures) => figures.Run.Curve.DayCount >= EnoughDays
        ? null
        : new Finding(FindingKind.Caution, $"Only {Words.Count(figures.Run.Curve.DayCount)} days of returns: less than a year of trading.");

    private static Finding? Trades(SheetFigures figures) => figures.Run.Trades.Count >= EnoughTrades
        ? null
        : new Finding(FindingKind.Caution, $"Only {Words.Count(figures.Run.Trades.Count)} closed trades; from {EnoughTrades} on they say something.");

    private static Finding? Concentration(SheetFigures figures)
    {
        var returns = figures.Run.Curve.Daily.Values;
        var total = ReturnStatistics.TotalReturn(returns);
        if (!figures.HasDays || total <= 0)
            return null;
        var without = ReturnStatistics.TotalReturn([.. returns.Order().SkipLast(BestDays)]);
        return without >= total * (1 - LargeShare)
            ? null
            : new Finding(FindingKind.Caution, $"Without its {BestDays} best days the run returns {Words.Signed(without)} instead of {Words.Signed(total)}.");
    }

    private static Finding? Costs(SheetFigures figures)
    {
        var (costs, net) = (figures.Run.Costs.Total, figures.Run.Curve.Equity[^1] - figures.Run.Curve.Initial);
        var gross = net + costs;
        return costs <= 0 ? new Finding(FindingKind.Caution, "The run has no costs: real trading has.")
            : gross <= 0 ? null
            : costs / gross > LargeShare ? new Finding(FindingKind.Caution, $"Costs take {Words.Percent(costs / gross)} of what is earned before them.")
            : null;
    }

    private static Finding? Path(SheetFigures figures) => figures.Run.PathDependence is { ProfitShare: > LargePathShare } path
        ? new Finding(FindingKind.Caution, $"{Words.Percent(path.ProfitShare)} of profits and losses rest on an assumed order of high and low within bars; finer bars would tell.")
        : null;

    private static Finding? Sleeves(SheetFigures figures) => figures.Run.Sleeves.Where(sleeve => sleeve.Failure is not null).ToList() is { Count: > 0 } failed
        ? new Finding(FindingKind.Failed, $"Closed out before the end: {string.Join("; ", failed.Select(sleeve => $"{sleeve.Name} ({sleeve.Failure})"))}.")
        : null;

    private static string Interval(ConfidenceInterval interval) => $"{Words.Ratio(interval.Low)} … {Words.Ratio(interval.High)}";
}
