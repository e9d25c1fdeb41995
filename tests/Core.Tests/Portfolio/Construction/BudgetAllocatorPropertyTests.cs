using FsCheck;
using FsCheck.Fluent;
using Serverless.Core.Portfolio;
using Serverless.Core.Portfolio.Construction;
using Serverless.Core.Randomness;
using Serverless.Core.Regimes;
using Serverless.Core.Strategies.Models;

namespace Serverless.Core.Tests.Portfolio.Construction;

/// <summary>What must hold for any models, prices, methods and regimes.</summary>
public sealed class BudgetAllocatorPropertyTests
{
    private const int Steps = 200;
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(100);

    [Fact]
    public void At_AnyRun_StaysWithinCapsAndCapital() => Check(given =>
    {
        var capital = given.Budgets.Base.Values.Sum();
        return given.Run(given.Prices).All(step =>
        {
            var allowed = given.Budgets.For(step.Regime);
            return step.Allocation.Budgets.Keys.SequenceEqual(given.Budgets.Base.Keys.Order(StringComparer.Ordinal))
                && step.Allocation.Budgets.All(share => share.Value >= 0 && share.Value <= given.Options.MaxBudget + 1e-12)
                && step.Allocation.Budgets.All(share => !given.IsNamed(share.Key, step.Regime) || share.Value <= allowed[share.Key] + 1e-12)
                && step.Allocation.Budgets.Values.Sum() <= capital + 1e-9;
        });
    });

    [Fact]
    public void At_AnotherFuture_IsTheSameUntilThen() => Check(given =>
    {
        var cut = given.Random.Fork("cut").NextInt(Steps);
        var other = given.Prices.Select((row, step) => step < cut ? row : Array.ConvertAll(row, price => price * (0.5 + given.Random.NextDouble()))).ToArray();

        return given.Run(given.Prices).Take(cut).Zip(given.Run(other)).All(pair =>
            pair.First.Allocation.Note == pair.Second.Allocation.Note && pair.First.Allocation.Budgets.SequenceEqual(pair.Second.Allocation.Budgets));
    });

    private static void Check(Func<Given, bool> holds) =>
        FsCheck.Check.One(Many, Prop.ForAll(Gen.Choose(0, int.MaxValue).Select(Create).ToArbitrary(), holds));

    private static Given Create(int seed)
    {
        var random = new SeededRandom(seed);
        var models = Enumerable.Range(0, 1 + random.NextInt(5)).Select(i => $"m{i}").ToArray();
        var raw = Array.ConvertAll(models, _ => random.NextInt(6) == 0 ? 0 : random.NextDouble());
        var scale = (0.3 + (0.7 * random.NextDouble())) / Math.Max(raw.Sum(), 1e-9);
        var budgets = new ModelBudgets
        {
            Base = models.Zip(raw).ToDictionary(pair => pair.First, pair => pair.Second * scale),
            ByRegime = new Dictionary<string, IReadOnlyDictionary<string, double>>
            {
                ["equity_bear"] = models.Zip(raw).Where(_ => random.NextInt(2) == 0).ToDictionary(pair => pair.First, pair => pair.Second * scale * random.NextDouble()),
            },
        };
        var options = new ConstructionOptions
        {
            Method = (ConstructionMethod)(1 + random.NextInt(8)),
            LookbackDays = 20 + random.NextInt(10),
            RebalanceDays = 1 + random.NextInt(5),
            MaxBudget = random.NextInt(2) == 0 ? 1 : 0.05 + (0.9 * random.NextDouble()),
            Confidence = 0.05 + (0.95 * random.NextDouble()),
        };
        var prices = new double[Steps][];
        for (var step = 0; step < Steps; step++)
            prices[step] = [.. Enumerable.Range(0, 3).Select(asset => (step == 0 ? 100 : prices[step - 1][asset]) * Math.Exp(0.03 * random.NextGaussian()))];
        return new Given(budgets, options, prices, random.Fork("wishes"));
    }

    private sealed record Given(ModelBudgets Budgets, ConstructionOptions Options, double[][] Prices, SeededRandom Random)
    {
        public bool IsNamed(string model, MarketRegimeState regime) =>
            regime.Keys.Any(key => Budgets.ByRegime.TryGetValue(key, out var shares) && shares.ContainsKey(model));

        // Wishes depend on the time and on prices known by then; some models stay flat.
        public IEnumerable<(ModelAllocation Allocation, MarketRegimeState Regime)> Run(double[][] prices)
        {
            var allocator = new BudgetAllocator(Budgets, Options);
            for (var step = 0; step < prices.Length; step++)
            {
                var regime = Regime.Of(equity: step / 30 % 2 == 0 ? EquityRegime.Neutral : EquityRegime.Bear);
                var closes = prices[step].Select((price, asset) => ($"A{asset}", price)).ToDictionary();
                yield return (allocator.At(DateTimeOffset.UnixEpoch.AddHours(8 * step), regime, closes), regime);
                allocator.Follow(Budgets.Base.Keys.Select((model, i) => (model, new ModelDecision(
                    [new ModelTarget($"A{i % 3}", i == 4 ? 0 : Math.Sin(prices[step][i % 3] * (i + 1)))]))).ToDictionary());
            }
        }
    }
}
