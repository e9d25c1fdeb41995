using Serverless.Core.Portfolio;
using Serverless.Core.Portfolio.Construction;
using Serverless.Core.Randomness;
using Serverless.Core.Regimes;
using Serverless.Core.Strategies.Models;

namespace Serverless.Core.Tests.Portfolio.Construction;

/// <summary>Days of three models, each of which holds one asset of its own.</summary>
internal static class Paths
{
    public static IReadOnlyDictionary<string, double> None { get; } = new Dictionary<string, double>();

    /// <summary>Daily returns of volatilities 1, 2 and 4 %; the second follows the first.</summary>
    public static double[][] Correlated(int days, double[] drifts, long seed)
    {
        var random = new SeededRandom(seed);
        return
        [
            .. Enumerable.Range(0, days).Select(_ => (First: random.NextGaussian(), Second: random.NextGaussian(), Third: random.NextGaussian()))
                .Select(draw => new[] { drifts[0] + (0.01 * draw.First), drifts[1] + (0.012 * draw.First) + (0.016 * draw.Second), drifts[2] + (0.04 * draw.Third) }),
        ];
    }

    /// <summary>The budgets before the first day and after each, decided at midnight.</summary>
    public static ModelAllocation[] Run(ModelBudgets budgets, ConstructionOptions options, double[][] returns, MarketRegimeState? regime = null)
    {
        var allocator = new BudgetAllocator(budgets, options);
        var wishes = budgets.Base.Keys.ToDictionary(model => model, model => new ModelDecision([new ModelTarget(model.ToUpperInvariant(), 1)]));
        var prices = budgets.Base.Keys.ToDictionary(model => model.ToUpperInvariant(), _ => 100.0);
        var allocations = new List<ModelAllocation>();
        for (var day = 0; day <= returns.Length; day++)
        {
            if (day > 0)
            {
                foreach (var (asset, change) in prices.Keys.Order(StringComparer.Ordinal).Zip(returns[day - 1]).ToList())
                    prices[asset] *= 1 + change;
            }

            allocations.Add(allocator.At(DateTimeOffset.UnixEpoch.AddDays(day), regime ?? Regime.Of(), prices));
            allocator.Follow(wishes);
        }

        return [.. allocations];
    }
}
