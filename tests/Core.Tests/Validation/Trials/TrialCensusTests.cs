using Serverless.Core.Randomness;
using Serverless.Core.Validation;
using Serverless.Core.Validation.Overfitting;
using Serverless.Core.Validation.Trials;

namespace Serverless.Core.Tests.Validation.Trials;

public sealed class TrialCensusTests
{
    private const int Weeks = 200;

    [Fact]
    public void Of_IndependentTrials_AreWorthNearlyTheirNumber()
    {
        var census = TrialCensus.Of([.. Enumerable.Range(0, 400).Select(i => Trial(i, Noise(i)))]);

        Assert.Equal(400, census.Count);
        Assert.InRange(census.Effective, 340, 400);
    }

    [Fact]
    public void Of_CopiesOfOneTrial_AreWorthOne()
    {
        var census = TrialCensus.Of([.. Enumerable.Range(0, 50).Select(i => Trial(i, Noise(7)))]);

        Assert.Equal(1, census.Effective, 1e-6);
    }

    [Fact]
    public void Of_TenFamiliesOfTwentyCopies_AreWorthTen()
    {
        var census = TrialCensus.Of([.. Enumerable.Range(0, 200).Select(i => Trial(i, Noise(i % 10)))]);

        Assert.Equal(10, census.Effective, 0.5);
    }

    [Fact]
    public void Of_EquallyCorrelatedTrials_IsTheParticipationRatioOfTheirMatrix()
    {
        // Eigenvalues of correlation ρ between all: one of 1 + (N − 1) ρ, N − 1 of 1 − ρ; so N² ÷ (N + N (N − 1) ρ²).
        const int count = 100;
        var common = Noise(-1);
        var trials = Enumerable.Range(0, count).Select(i => Trial(i, [.. Noise(i).Zip(common, (own, all) => (own + all) / MathF.Sqrt(2))])).ToList();

        Assert.InRange(TrialCensus.Of(trials).Effective, 3.2, 4.8);
    }

    [Fact]
    public void Of_TrialsOnOneCalendar_IsTheParticipationRatioOfTheReturnMatrix()
    {
        var common = Noise(-1);
        var columns = Enumerable.Range(0, 40).Select(i => Noise(i).Zip(common, (own, all) => own + (i % 3 * all)).ToArray()).ToList();

        var census = TrialCensus.Of([.. columns.Select((column, i) => Trial(i, column))]);

        var matrix = ReturnMatrix.FromColumns([.. columns.Select(column => Array.ConvertAll(column, value => (double)value))]);
        Assert.Equal(EffectiveTrials.Of(matrix).ByParticipation, census.Effective, 1e-9);
    }

    [Fact]
    public void Of_TrialsOfDifferentWeeks_AreNotCorrelated()
    {
        var census = TrialCensus.Of([Trial(0, Noise(7)), Trial(1, Noise(7)) with { Returns = new WeeklyReturns(5000, Noise(7)) }]);

        Assert.Equal(2, census.Effective, 1e-9);
    }

    [Fact]
    public void Of_Sharpes_ReportsTheirSampleDeviation()
    {
        var census = TrialCensus.Of([Trial(0, Noise(0)) with { Sharpe = 1 }, Trial(1, Noise(1)) with { Sharpe = 2 }, Trial(2, Noise(2)) with { Sharpe = 4.5 }]);

        Assert.Equal(Math.Sqrt(3.25), census.SharpeDeviation, 1e-12);
    }

    [Fact]
    public void Of_NothingOrOneOrConstants_IsTheirNumber()
    {
        Assert.Equal(new TrialCensus(0, 0, 0), TrialCensus.Of([]));
        Assert.Equal(new TrialCensus(1, 1, 0), TrialCensus.Of([Trial(0, Noise(0))]));
        Assert.Equal(3, TrialCensus.Of([Trial(0, new float[Weeks]), Trial(1, new float[Weeks]), Trial(2, Noise(2))]).Effective, 1e-9);
    }

    private static Trial Trial(int id, float[] returns) => new($"s{id}", "c", 0.5, new WeeklyReturns(1000, returns));

    private static float[] Noise(int seed)
    {
        var random = new SeededRandom(seed + 100);
        return [.. Enumerable.Range(0, Weeks).Select(_ => (float)(0.01 * random.NextGaussian()))];
    }
}
