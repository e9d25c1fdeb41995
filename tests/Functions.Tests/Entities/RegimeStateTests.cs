using Serverless.Core.Regimes;
using Serverless.Functions.Entities;

namespace Serverless.Functions.Tests.Entities;

public sealed class RegimeStateTests
{
    private static readonly DateTimeOffset Day = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void After_AnotherRegime_RemembersThePreviousAndSinceWhen()
    {
        var (state, _) = Observe(At(0, VolatilityRegime.Low), At(1, VolatilityRegime.Low), At(2, VolatilityRegime.High));

        Assert.Equal((VolatilityRegime.High, VolatilityRegime.Low, Day.AddDays(2)), (state.Current!.Regime, state.Previous, state.Since));
    }

    [Fact]
    public void After_SameRegime_KeepsSince() =>
        Assert.Equal(Day, Observe(At(0, VolatilityRegime.Low), At(5, VolatilityRegime.Low)).State.Since);

    [Fact]
    public void After_OlderSnapshot_ChangesNothing()
    {
        var (state, _) = Observe(At(3, VolatilityRegime.Low));

        Assert.Equal((state, null), state.After(At(2, VolatilityRegime.High, 0.9)));
    }

    [Theory]
    [InlineData(VolatilityRegime.Low, 0.50, false)]
    [InlineData(VolatilityRegime.Low, 0.59, false)]
    [InlineData(VolatilityRegime.Low, 0.61, true)]
    [InlineData(VolatilityRegime.Low, 0.41, false)]
    [InlineData(VolatilityRegime.Low, 0.39, true)]
    [InlineData(VolatilityRegime.High, 0.52, false)] // at the border of two quarters
    [InlineData(VolatilityRegime.High, 0.53, true)]
    [InlineData(VolatilityRegime.Unknown, 0.90, false)]
    public void After_LowAtHalf_CountsLargeMovesAndOtherQuartersBeyondTheBand(VolatilityRegime regime, double volatility, bool counts)
    {
        var (_, changes) = Observe(At(0, VolatilityRegime.Low, 0.5), At(1, regime, volatility));

        Assert.Equal(counts, changes.Count == 1);
    }

    [Fact]
    public void After_ManySmallSteps_CountOnceTogether()
    {
        var (_, changes) = Observe([.. Enumerable.Range(0, 30).Select(day => At(day, VolatilityRegime.Low, 0.5 + (0.01 * day)))]);

        // 0.61 is the first beyond 20 % of 0.50; 0.74 of 0.61.
        Assert.Equal([Day.AddDays(11), Day.AddDays(24)], changes.Select(change => change.At));
        Assert.Equal(("X", "Low at 50.0 %", "Low at 61.0 %"), (changes[0].Subject, changes[0].From, changes[0].To));
    }

    [Fact]
    public void After_PriceThatStandsStill_CountsOnceItMoves()
    {
        var (_, changes) = Observe(At(0, VolatilityRegime.Low, 0), At(1, VolatilityRegime.Low, 0), At(2, VolatilityRegime.High, 0.1), At(3, VolatilityRegime.High, 0.1));

        Assert.Equal(Day.AddDays(2), Assert.Single(changes).At);
    }

    [Fact]
    public void After_BackAndForthAtABorder_CountsOnce()
    {
        RegimeSnapshot[] days = [.. Enumerable.Range(0, 20).Select(day => day % 2 == 0 ? At(day, VolatilityRegime.Low, 0.50) : At(day, VolatilityRegime.Normal, 0.51))];

        Assert.Empty(Observe(days).Changes);
    }

    private static (RegimeState State, IReadOnlyList<RegimeChange> Changes) Observe(params RegimeSnapshot[] snapshots)
    {
        var (state, changes) = (new RegimeState(), new List<RegimeChange>());
        foreach (var snapshot in snapshots)
        {
            (state, var change) = state.After(snapshot);
            if (change is not null)
                changes.Add(change);
        }

        return (state, changes);
    }

    private static RegimeSnapshot At(int day, VolatilityRegime regime, double volatility = 0.5) =>
        new("X", Day.AddDays(day), volatility, 0.3, 0.5, 0.7, regime, Stale: false);
}
