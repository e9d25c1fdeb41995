using System.Text.Json;
using Serverless.Core.Lifecycle;
using Serverless.Core.Scoring;

namespace Serverless.Core.Tests.Lifecycle;

public sealed class StreakStateTests
{
    private const int MaxMissed = 3;
    private static readonly DateOnly First = new(2026, 2, 10);

    [Fact]
    public void After_ThirtyDaysInARow_CountsThirty()
    {
        var state = Enumerable.Range(0, 30).Aggregate(new StreakState(), (state, day) => state.After(First.AddDays(day), inTop: true, MaxMissed));

        Assert.Equal((30, First, First.AddDays(29)), (state.Days, state.Start!.Value, state.LastTop!.Value));
    }

    [Fact]
    public void After_OneDayOutOfTheTop_BeginsAnew()
    {
        var state = Run((0, true), (1, true), (2, false), (3, true));

        Assert.Equal((1, First.AddDays(3)), (state.Days, state.Start!.Value));
    }

    [Theory]
    [InlineData(4, 2, 0)] // three days without a cycle: neither counted nor broken
    [InlineData(5, 1, 5)] // four: anew
    public void After_DaysWithoutACycle_NeitherCountNorEndUpToTheLimit(int nextDay, int days, int start)
    {
        var state = Run((0, true), (nextDay, true));

        Assert.Equal((days, First.AddDays(start)), (state.Days, state.Start!.Value));
    }

    [Fact]
    public void After_SeveralCyclesOnADay_CountOnceAndOneMissEndsIt()
    {
        Assert.Equal(2, Run((0, true), (1, true), (1, true)).Days);
        Assert.Equal(0, Run((0, true), (1, true), (1, false)).Days);
        Assert.Equal(1, Run((0, true), (1, false), (1, true)).Days);
    }

    [Fact]
    public void After_AnEarlierDay_ChangesNothing()
    {
        var state = Run((0, true), (1, true));

        Assert.Equal(state, state.After(First, inTop: false, MaxMissed));
    }

    [Fact]
    public void DaysOutOfTop_CountsFromTheLastDayInIt()
    {
        Assert.Null(new StreakState().DaysOutOfTop(First));
        Assert.Equal(0, Run((0, true)).DaysOutOfTop(First));
        Assert.Equal(6, Run((0, true), (1, false), (2, false)).DaysOutOfTop(First.AddDays(6)));
    }

    [Fact]
    public void Json_RoundTrip_IsTheSame()
    {
        var state = Run((0, true), (1, true));

        Assert.Equal(state, JsonSerializer.Deserialize<StreakState>(JsonSerializer.Serialize(state)));
    }

    [Theory]
    [InlineData(60, 6)]
    [InlineData(65, 6)]
    [InlineData(70, 7)]
    [InlineData(200, 20)]
    [InlineData(4, 1)]
    public void TopShare_OfRanked_IsTheWholePartAndAtLeastOne(int ranked, int last)
    {
        Assert.Equal(last, TopShare.LastRank(ranked, 0.1));
        var rows = Enumerable.Range(1, ranked).Select(rank => Row($"s{rank:D3}") with { Rank = rank }).Append(Row("unranked"));
        Assert.Equal(last, TopShare.Of(rows, 0.1).Count(row => row.InTop));
    }

    private static ScorecardRow Row(string id) => new() { StrategyId = id, Template = "sma-cross", Symbol = "X", Version = 1 };

    private static StreakState Run(params (int Day, bool InTop)[] days) =>
        days.Aggregate(new StreakState(), (state, day) => state.After(First.AddDays(day.Day), day.InTop, MaxMissed));
}
