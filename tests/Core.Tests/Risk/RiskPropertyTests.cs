using FsCheck;
using FsCheck.Fluent;
using Serverless.Core.Portfolio;
using Serverless.Core.Randomness;
using Serverless.Core.Risk;
using Serverless.Core.Strategies.Models;

namespace Serverless.Core.Tests.Risk;

/// <summary>What must hold for any wishes, holdings, limits and losses.</summary>
public sealed class RiskPropertyTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(5_000);

    [Fact]
    public void Apply_AnyInput_ExceedsNoLimit() => Check(given =>
        RiskEngine.FindExcess(given.Apply().Assets.ToDictionary(asset => asset.Asset, asset => asset.Weight), given.Limits) is null);

    [Fact]
    public void Apply_Twice_IsTheSameAsOnce() => Check(given =>
    {
        var once = given.Apply();
        var twice = RiskEngine.Apply(once, given.Held, given.Limits, given.State);
        return once.Assets.Zip(twice.Assets).All(pair => pair.First.Weight == pair.Second.Weight && pair.First.Contributions.SequenceEqual(pair.Second.Contributions))
            && once.Adjustments.SequenceEqual(twice.Adjustments);
    });

    [Fact]
    public void Apply_AnyInput_EnlargesAndTurnsNothing() => Check(given => given.Apply().Assets.All(asset =>
        Math.Abs(asset.Weight) <= Math.Abs(asset.Asked) && asset.Weight * asset.Asked >= 0));

    [Fact]
    public void Apply_AnyInput_AttributionSumsToTheWhole() => Check(given => given.Apply().Assets.All(asset =>
        Math.Abs(asset.Contributions.Sum(part => part.Weight) - asset.Weight) <= 1e-12
        && Math.Abs(asset.Contributions.Sum(part => part.Asked) - asset.Asked) <= 1e-12));

    [Fact]
    public void Apply_AnythingTaken_LeavesAReason() => Check(given =>
    {
        var result = given.Apply();
        return (result.Adjustments.Count > 0) == result.Assets.Any(asset => asset.Weight != asset.Asked)
            && result.Adjustments.All(adjustment => adjustment.Factor is >= 0 and < 1 && Math.Abs(adjustment.After) <= adjustment.Allowed * (1 + 1e-12));
    });

    [Fact]
    public void Apply_WithinAllLimits_ChangesNothing() => Check(given =>
    {
        var asked = given.Wishes.Assets.ToDictionary(asset => asset.Asset, asset => asset.Weight);
        return RiskEngine.FindExcess(asked, given.Limits) is not null
            || RiskEngine.Apply(given.Wishes, given.Held, given.Limits, RiskState.Start(1, default)).Adjustments.Count == 0;
    });

    [Fact]
    public void Make_AnyHoldings_EndWithinLimitsWhereNoMinimumForbids() => Check(given =>
    {
        var allowed = given.Apply();
        var plan = RebalancePlan.For(allowed, given.Held, 1_000, new RebalanceOptions());
        return RiskEngine.FindExcess(plan.Projected, given.Limits) is null
            && plan.Projected.All(weight => weight.Value == allowed[weight.Key]);
    });

    private static void Check(Func<Given, bool> holds) =>
        FsCheck.Check.One(Many, Prop.ForAll(Gen.Choose(0, int.MaxValue).Select(Create).ToArbitrary(), holds));

    private static Given Create(int seed)
    {
        var random = new SeededRandom(seed);
        var assets = Enumerable.Range(0, 1 + random.NextInt(7)).Select(i => $"A{i}").ToArray();
        var models = Enumerable.Range(0, 1 + random.NextInt(4)).Select(i => $"m{i}").ToArray();
        var decisions = models.ToDictionary(model => model, _ =>
        {
            var raw = Array.ConvertAll(assets, _ => random.NextInt(3) == 0 ? 0 : random.NextGaussian());
            // Budgets of up to three times the account make every limit bind; a decision itself uses its budget and no more.
            var scale = raw.Sum(Math.Abs) is var sum and > 0 ? 1 / sum : 0;
            return new ModelDecision([.. assets.Select((asset, i) => new ModelTarget(asset, raw[i] * scale * 0.999999))]);
        });
        var target = TargetPortfolio.Combine(decisions, models.ToDictionary(model => model, _ => 3 * random.NextDouble()));
        var limits = new RiskLimits
        {
            MaxAsset = 0.05 + random.NextDouble(),
            MaxByAsset = assets.Where(_ => random.NextInt(5) == 0).ToDictionary(asset => asset, _ => random.NextInt(3) * 0.2),
            MaxByClass = new Dictionary<string, double> { ["odd"] = random.NextDouble(), ["even"] = 0.1 + random.NextDouble() },
            Classes = assets.ToDictionary(asset => asset, asset => asset[1] % 2 == 0 ? "even" : "odd"),
            TopCount = 1 + random.NextInt(4),
            MaxTop = random.NextInt(2) == 0 ? null : 0.1 + random.NextDouble(),
            MaxGross = 0.1 + (2 * random.NextDouble()),
            MaxNet = 0.02 + random.NextDouble(),
            Drawdown = random.NextInt(2) == 0 ? null : new LossLimit(0.15, (LossAction)random.NextInt(3), random.NextDouble()),
            DailyLoss = random.NextInt(2) == 0 ? null : new LossLimit(0.05, (LossAction)random.NextInt(3), random.NextDouble()),
        };
        var state = RiskState.Start(100, default).After(70 + (40 * random.NextDouble()), default, limits);
        var held = assets.Where(_ => random.NextInt(2) == 0).ToDictionary(asset => asset, _ => random.NextGaussian());
        return new Given(target, held, limits, state);
    }

    private sealed record Given(TargetPortfolio Wishes, Dictionary<string, double> Held, RiskLimits Limits, RiskState State)
    {
        public TargetPortfolio Apply() => RiskEngine.Apply(Wishes, Held, Limits, State);
    }
}
