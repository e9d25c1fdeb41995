using FsCheck;
using FsCheck.Fluent;
using Serverless.Core.Backtesting.Models;
using Serverless.Core.Execution.Matching;
using Serverless.Core.MarketData;
using Serverless.Core.Portfolio;
using Serverless.Core.Risk;

namespace Serverless.Core.Tests.Backtesting.Models;

/// <summary>Limits in every bar of a thousand random runs with fills: docs/portfolio.md says what holds when.</summary>
public sealed class LimitsOverTimeTests(ITestOutputHelper output)
{
    private const int Runs = 1_000;
    private const double Rounding = 1e-9;

    private int decisions;
    private int bound;
    private int waited;
    private int beyond;
    private int partial;

    [Fact]
    public void Execute_AnyConfiguration_KeepsItsLimitsInEveryBar()
    {
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(Runs),
            Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => Holds(new RandomPlatform(seed))));

        output.WriteLine($"{decisions:N0} decisions; limits cut {bound:N0}, trades waited for room at {waited:N0}, prices had carried holdings beyond a limit at {beyond:N0}, trades had come about in part at {partial:N0}.");
        // The runs must reach what they are to test.
        Assert.All([bound, waited, beyond, partial], count => Assert.True(count > 100));
    }

    private void Holds(RandomPlatform platform)
    {
        var run = new ModelRun(platform.Configuration, platform.Data);
        var result = run.Execute();
        Assert.All(result.Models, model => Assert.Null(model.Failure));
        if (result.Portfolio.Failure is not null)
            return;
        var policy = platform.Configuration.Policy();
        var closes = run.Traded.ToDictionary(bars => bars.Symbol, bars => platform.Configuration.MarketOf(bars.Symbol) is var market
            ? new Times(bars, BarAvailability.BegunTicks(bars, market), BarAvailability.KnownTicks(bars, market)) : null!);
        for (var i = 0; i < result.Steps.Count; i++)
        {
            var step = result.Steps[i];
            decisions++;
            Targets(step, policy);
            if (i + 1 < result.Steps.Count)
                Holdings(step, Weights(result, step, result.Steps[i + 1], platform, closes), policy.Limits.For(step.Decision.Regime));
        }
    }

    // 1: targets exceed nothing, and what they lead to does not either, but for trades that are too small and trades that wait.
    private void Targets(ModelStep step, PortfolioPolicy policy)
    {
        var (decision, limits) = (step.Decision, policy.Limits.For(step.Decision.Regime));
        Assert.Null(RiskEngine.FindExcess(decision.Allowed.Assets.ToDictionary(asset => asset.Asset, asset => asset.Weight), limits));
        if (!decision.Plan.Skipped.Any(trade => Waits(trade) || IsTooSmall(trade)))
            Assert.Null(RiskEngine.FindExcess(decision.Plan.Projected, limits));
        if (step.Risk.InDrawdown && policy.Limits.Drawdown is { } drawdown)
        {
            var most = drawdown.Action switch { LossAction.Reduce => drawdown.Factor * decision.Asked.Gross, LossAction.Preserve => step.Held.Values.Sum(Math.Abs), _ => 0 };
            Assert.True(decision.Allowed.Gross <= most + Rounding);
        }

        bound += decision.Allowed.Adjustments.Count > 0 ? 1 : 0;
        waited += decision.Plan.Skipped.Any(Waits) ? 1 : 0;
        beyond += RiskEngine.FindExcess(step.Held, limits) is not null ? 1 : 0;
    }

    // 2: at the prices of the decision, the account holds of each asset what it held or what was planned, and trading has exceeded nothing.
    private void Holdings(ModelStep step, Dictionary<string, double> after, RiskLimits limits)
    {
        var (filled, open) = (0, 0);
        foreach (var (asset, weight) in after)
        {
            var (held, planned) = (step.Held.GetValueOrDefault(asset), step.Decision.Plan.Projected.GetValueOrDefault(asset));
            Assert.True(Near(weight, held) || Near(weight, planned), $"{step.Risk.At:u} {asset}: {weight} is neither the {held} held nor the {planned} planned.");
            if (Near(held, planned))
                continue;
            filled += Near(weight, planned) ? 1 : 0;
            open += Near(weight, planned) ? 0 : 1;
        }

        partial += filled > 0 && open > 0 ? 1 : 0;
        // What is too small to be traded stays.
        var tooSmall = step.Decision.Plan.Skipped.Where(IsTooSmall).Sum(trade => Math.Abs(trade.Target - trade.Current));
        var before = after.Keys.ToDictionary(asset => asset, asset => step.Held.GetValueOrDefault(asset));
        foreach (var (name, limit, figure) in Figures(limits, after.Keys))
        {
            var most = Math.Max(limit + tooSmall, figure(before)) + Rounding;
            Assert.True(figure(after) <= most, $"{step.Risk.At:u} {name}: {figure(after)} after {figure(before)}, the limit is {limit}.");
        }
    }

    private static IEnumerable<(string Name, double Limit, Func<Dictionary<string, double>, double> Of)> Figures(RiskLimits limits, IEnumerable<string> assets)
    {
        foreach (var asset in assets)
            yield return (asset, limits.MaxByAsset.GetValueOrDefault(asset, limits.MaxAsset), weights => Math.Abs(weights[asset]));
        foreach (var (name, limit) in limits.MaxByClass)
            yield return (name, limit, weights => weights.Where(weight => limits.Classes[weight.Key] == name).Sum(weight => Math.Abs(weight.Value)));
        if (limits.MaxTop is { } top)
            yield return ("largest", top, weights => weights.Values.Select(Math.Abs).OrderDescending().Take(limits.TopCount).Sum());
        yield return ("gross", limits.MaxGross, weights => weights.Values.Sum(Math.Abs));
    }

    // What is held at the next step, at the prices and the net asset value of a decision; what trades in a bar that is not known yet is held as ordered.
    private static Dictionary<string, double> Weights(
        ModelRunResult result, ModelStep step, ModelStep next, RandomPlatform platform, Dictionary<string, Times> closes)
    {
        var weights = new Dictionary<string, double>();
        var fillsAtClose = platform.Configuration.Execution.MarketFill == MarketFill.SameClose;
        var row = Array.IndexOf(result.Portfolio.CloseTicks, next.Risk.At.UtcTicks) - (fillsAtClose ? 1 : 0);
        foreach (var (symbol, (bars, begun, known)) in closes)
        {
            var bar = Array.FindLastIndex(known, ticks => ticks <= step.Risk.At.UtcTicks);
            if (bar < 0)
                continue;
            var units = result.Holdings.Where(one => one.Symbol == symbol).Sum(one => one.Units[row]);
            var ordered = next.Held.GetValueOrDefault(symbol);
            var isUnderWay = !fillsAtClose && Enumerable.Range(0, begun.Length).Any(i => begun[i] < next.Risk.At.UtcTicks && known[i] > next.Risk.At.UtcTicks);
            weights[symbol] = isUnderWay && (Near(ordered, step.Held.GetValueOrDefault(symbol)) || Near(ordered, step.Decision.Plan.Projected.GetValueOrDefault(symbol)))
                ? ordered
                : units * bars.Close[bar] / step.Risk.Value;
        }

        return weights;
    }

    private static bool Waits(SkippedTrade trade) => trade.Reason.StartsWith("waits", StringComparison.Ordinal);

    private static bool IsTooSmall(SkippedTrade trade) => trade.Reason.StartsWith("a trade of", StringComparison.Ordinal);

    private static bool Near(double left, double right) => Math.Abs(left - right) <= Rounding;

    private sealed record Times(BarSeries Bars, long[] BegunTicks, long[] KnownTicks);
}
