using System.Collections.Frozen;
using Serverless.Core.Metrics;

namespace Serverless.Core.Optimization.Objectives;

/// <summary>The figures of a run that an objective or a limit may name.</summary>
public static class RunFigures
{
    private static readonly FrozenDictionary<string, Func<PerformanceMetrics, double?>> ByName = new Dictionary<string, Func<PerformanceMetrics, double?>>
    {
        ["balancedPerformance"] = BalancedPerformance.Of,
        ["sharpe"] = metrics => metrics.Sharpe,
        ["sortino"] = metrics => metrics.Sortino,
        ["calmar"] = metrics => metrics.Calmar,
        ["cagr"] = metrics => metrics.Cagr,
        ["totalReturn"] = metrics => metrics.TotalReturn,
        ["volatility"] = metrics => metrics.Volatility,
        ["maxDrawdown"] = metrics => metrics.MaxDrawdown,
        ["exposure"] = metrics => metrics.Exposure,
        ["annualTurnover"] = metrics => metrics.AnnualTurnover,
        ["trades"] = metrics => metrics.Trades,
        ["winRate"] = metrics => metrics.WinRate,
        ["profitFactor"] = metrics => metrics.ProfitFactor,
        ["expectancy"] = metrics => metrics.Expectancy,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All names, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ByName.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The figure called <paramref name="name"/>.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the names.</exception>
    public static Func<PerformanceMetrics, double?> Get(string name) => ByName.GetValueOrDefault(name)
        ?? throw new ArgumentException($"There is no figure '{name}' of a run; there are {string.Join(", ", Names)}.", nameof(name));
}
