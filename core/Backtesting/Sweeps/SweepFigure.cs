using Serverless.Core.Metrics;

namespace Serverless.Core.Backtesting.Sweeps;

/// <summary>A figure by which the rows of a sweep are compared; see <see cref="PerformanceMetrics"/>.</summary>
public sealed class SweepFigure
{
    private readonly Func<PerformanceMetrics, double?> value;

    private SweepFigure(string name, Func<PerformanceMetrics, double?> value, bool lessIsBetter = false) =>
        (Name, this.value, LessIsBetter) = (name, value, lessIsBetter);

    /// <summary>All figures.</summary>
    public static IReadOnlyList<SweepFigure> All { get; } =
    [
        new("sharpe", metrics => metrics.Sharpe),
        new("sortino", metrics => metrics.Sortino),
        new("calmar", metrics => metrics.Calmar),
        new("total_return", metrics => metrics.TotalReturn),
        new("cagr", metrics => metrics.Cagr),
        new("volatility", metrics => metrics.Volatility, lessIsBetter: true),
        new("max_drawdown", metrics => metrics.MaxDrawdown, lessIsBetter: true),
        new("exposure", metrics => metrics.Exposure),
        new("annual_turnover", metrics => metrics.AnnualTurnover, lessIsBetter: true),
        new("trades", metrics => metrics.Trades),
        new("win_rate", metrics => metrics.WinRate),
        new("profit_factor", metrics => metrics.ProfitFactor),
        new("expectancy", metrics => metrics.Expectancy),
        new("balanced_performance", BalancedPerformance.Of),
    ];

    /// <summary>Its name, in snake case.</summary>
    public string Name { get; }

    /// <summary>Whether a small one is good.</summary>
    public bool LessIsBetter { get; }

    /// <summary>The figure of a row; null after a failure, or where it is undefined.</summary>
    public double? Of(SweepRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.Metrics is { } metrics ? Of(metrics) : null;
    }

    /// <summary>The figure of a run; null where it is undefined.</summary>
    public double? Of(PerformanceMetrics metrics) => value(metrics);

    /// <summary>Rows from best to worst; equal ones in their order, those without the figure last.</summary>
    public IReadOnlyList<SweepRow> Rank(IEnumerable<SweepRow> rows) =>
        [.. rows.OrderBy(row => Of(row) is { } figure ? LessIsBetter ? figure : -figure : double.PositiveInfinity)];
}
