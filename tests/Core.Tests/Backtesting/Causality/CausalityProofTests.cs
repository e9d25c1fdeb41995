using Serverless.Core.Backtesting;
using Serverless.Core.Backtesting.Causality;
using Serverless.Core.Backtesting.Sweeps;
using Serverless.Core.Execution;
using Serverless.Core.Execution.Orders;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Randomness;
using Serverless.Core.Strategies;
using Serverless.Core.Tests.Strategies;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.Backtesting.Causality;

public sealed class CausalityProofTests
{
    private static readonly BarSeries Bars = RandomBars.Create(new SeededRandom(5), 500);

    public static TheoryData<string> Templates => [.. StrategyCatalog.All.Select(template => template.Name)];

    [Theory]
    [MemberData(nameof(Templates))]
    public void Search_ShippedTemplate_FindsNothing(string name)
    {
        var template = StrategyCatalog.Get(name);
        var sets = ParameterGrid.Of(template, []).Sets;
        var decisions = 0;
        for (var trial = 0; trial < 4; trial++)
        {
            var random = new SeededRandom(trial).Fork(name);
            var (bars, parameters) = (RandomBars.Create(random, 900), sets[random.NextInt(sets.Count)]);

            var report = CausalityProof.Search(
                bars,
                0,
                series => Decisions.Of(template, parameters, series, Market.Crypto, 0),
                new CausalitySettings { Seed = trial, Cuts = 20 },
                TestContext.Current.CancellationToken);

            Assert.Null(report.First);
            Assert.True(report is { IsCausal: true, IsRepeatable: true, Caught: 0 });
            Assert.Equal(2 * report.Cuts.Count, report.Futures);
            decisions += report.Decisions;
        }

        Assert.True(decisions > 0, "No decision was taken: nothing was proved.");
    }

    [Fact]
    public void Search_TemplateThatReadsTheNextClose_NamesTheFirstDecisionThatChanged()
    {
        var report = SearchTemplate((set, bar, _) => bar + 1 < set.Bars.Count && set.Bars.Close[bar + 1] > set.Bars.Close[bar] ? 1 : -1);

        var first = Assert.IsType<DecisionChange>(report.First);
        Assert.Equal(first.Cut, first.Bar);
        Assert.Equal(Bars.OpenTime(first.Bar), first.BarTime);
        Assert.NotEqual(first.Decided, first.OtherwiseDecided);
        Assert.Contains(first.Bar, report.Cuts);
        Assert.InRange(report.Caught, 10, report.Futures);
    }

    [Fact]
    public void Search_TemplateWithAScaleFromTheWholeSeries_IsCaught()
    {
        var report = SearchTemplate((set, bar, _) =>
        {
            var sum = 0.0;
            foreach (var close in set.Bars.Close)
                sum += close;
            return set.Bars.Close[bar] > sum / set.Bars.Count ? 1 : 0;
        });

        Assert.False(report.IsCausal);
    }

    [Fact]
    public void Search_TemplateThatCountsBackFromTheEnd_IsCaught() =>
        Assert.False(SearchTemplate((set, bar, _) => bar > set.Bars.Count - 100 ? 1 : 0).IsCausal);

    [Fact]
    public void Search_TemplateThatReadsBeyondTheEnd_IsCaughtWhereItFails()
    {
        var report = SearchTemplate((set, bar, _) => set.Bars.Close[bar + 40] > 0 ? 1 : 0);

        Assert.Contains("fails: IndexOutOfRangeException", report.First!.OtherwiseDecided, StringComparison.Ordinal);
    }

    [Fact]
    public void Search_RareLookAhead_IsCaughtByCutsOnDecisions()
    {
        // It peeks once in fifty bars; a cut elsewhere shows nothing.
        var report = SearchTemplate((set, bar, held) =>
            bar % 50 == 25 && bar + 1 < set.Bars.Count ? set.Bars.Close[bar + 1] > set.Bars.Close[bar] ? 1 : -1 : held);

        Assert.Equal(25, report.First!.Bar % 50);
    }

    [Fact]
    public void Search_OrdersSizedByAColumnOfTheFuture_AreCaught()
    {
        var report = Search(bars => Run(bars, (in BarContext context) =>
        {
            // A column that was computed beforehand, one bar too far.
            if (context.Bar % 10 == 0)
                context.Submit(OrderTicket.Limit(bars.Close[Math.Min(context.Bar + 1, bars.Count - 1)] / 1000, context.Price));
        }));

        Assert.Contains("orders Limit", report.First!.Decided, StringComparison.Ordinal);
        Assert.Equal(0, report.First.Bar % 10);
    }

    [Fact]
    public void Search_CancellationThatKnowsTheFuture_IsCaught()
    {
        var report = Search(bars => Run(bars, (in BarContext context) =>
        {
            if (context.Bar % 5 == 0)
                context.Submit(OrderTicket.Limit(1, context.Price * 0.5));
            if (context.Bar % 5 == 3 && context.Bar + 1 < bars.Count && bars.Close[context.Bar + 1] > context.Price)
                context.CancelAll();
        }));

        Assert.Contains("withdraws order", report.First!.Decided ?? report.First.OtherwiseDecided, StringComparison.Ordinal);
    }

    [Fact]
    public void Search_HonestOrders_FindsNothing()
    {
        var report = Search(bars => Run(bars, (in BarContext context) =>
        {
            if (context.Bar % 7 == 0)
                context.Submit(OrderTicket.Stop(context.Size.PercentOfEquity(0.1), context.Price * 1.01) with { Bracket = new Bracket(context.Price * 0.97, context.Price * 1.05) });
            if (context.Bar % 31 == 0)
                context.Flatten();
        }));

        Assert.True(report.IsCausal, report.First?.ToString());
        Assert.True(report.Decisions > 50);
    }

    [Fact]
    public void Search_DecisionsThatDoNotRepeat_AreReportedAsThat()
    {
        var runs = 0;
        var report = Search(_ => [new Decision(3, $"run {runs++}")]);

        Assert.False(report.IsRepeatable);
        Assert.Equal((3, "run 0", "run 1"), (report.First!.Bar, report.First.Decided, report.First.OtherwiseDecided));
    }

    [Fact]
    public void Search_SameSeed_FindsTheSame()
    {
        static double Peek(IndicatorSet set, int bar, double held) => set.Bars.Close[Math.Min(bar + 2, set.Bars.Count - 1)] > set.Bars.Close[bar] ? 1 : 0;

        Assert.Equal(SearchTemplate(Peek).First, SearchTemplate(Peek).First);
    }

    [Fact]
    public void Search_NoFutureToReplace_IsRefused() => Assert.Throws<ArgumentException>(
        () => CausalityProof.Search(Bars, Bars.Count - 1, _ => [], new CausalitySettings(), TestContext.Current.CancellationToken));

    private static CausalityReport SearchTemplate(Func<IndicatorSet, int, double, double> decide) =>
        Search(bars => Decisions.Of(new PlantedTemplate(decide), PlantedTemplate.NoParameters, bars, Market.Crypto, 0));

    private static CausalityReport Search(Func<BarSeries, IReadOnlyList<Decision>> decide) =>
        CausalityProof.Search(Bars, 0, decide, new CausalitySettings { Cuts = 40 }, TestContext.Current.CancellationToken);

    private static IReadOnlyList<Decision> Run(BarSeries bars, ScriptedStrategy.Decision decide)
    {
        var strategy = new ScriptedStrategy(decide);
        return Decisions.Of(bars, EventBacktester.Run(bars, ref strategy, new ExecutionCosts(), new EventBacktestSettings(), ..));
    }
}
