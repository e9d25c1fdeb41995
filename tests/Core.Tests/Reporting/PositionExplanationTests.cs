using Serverless.Core.Reporting.Attribution;
using Serverless.Core.Reporting.Runs;

namespace Serverless.Core.Tests.Reporting;

public sealed class PositionExplanationTests
{
    private static readonly ReportRun Run = MadeModels.Of(400);

    [Fact]
    public void Of_APosition_GoesFromWishesOverNettingAndEveryLimitToWhatIsHeld()
    {
        var why = PositionExplanation.Of(Run, "MADEUSD", new DateTime(2018, 1, 11, 12, 0, 0, DateTimeKind.Utc));

        Assert.Equal(new DateTime(2018, 1, 11, 0, 0, 0, DateTimeKind.Utc), why.Decision.Time);
        Assert.Equal([("model-0", 0.5), ("model-1", -0.1)], why.Wishes.Select(wish => (wish.Model, wish.Asked)));
        Assert.Equal(why.Asked, why.Wishes.Sum(wish => wish.Asked), 12);
        Assert.Equal(why.Allowed, why.Wishes.Sum(wish => wish.Allowed), 12);
        // Limits on other assets and classes did nothing to it.
        Assert.Equal(["drawdown", "asset", "asset class"], why.Limits.Select(step => step.Limit));
        Assert.Equal([0.4, 0.2, 0.15], why.Limits.Select(step => step.Before));
        Assert.Equal(why.Allowed, why.Limits[^1].After, 12);
        Assert.Equal((0.09, 0.1), (why.Held!.Value, why.Planned!.Value));
        Assert.Equal("within the band", Assert.Single(why.Skips).Reason);
        Assert.Equal(2, Assert.Single(why.Holdings).Units);
    }

    [Fact]
    public void Of_AnAssetThatNobodyWants_SaysSo()
    {
        var why = PositionExplanation.Of(Run, "OTHERUSD", new DateTime(2018, 3, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.Equal((0, 0, 0.0), (why.Wishes.Count, why.Holdings.Count, why.Allowed));
        Assert.Null(why.Held);
    }

    [Fact]
    public void Of_ATimeAfterTheLastHolding_ShowsNoneOfOtherTimes() =>
        Assert.Empty(PositionExplanation.Of(Run, "MADEUSD", new DateTime(2018, 8, 1, 0, 0, 0, DateTimeKind.Utc)).Holdings);

    [Fact]
    public void Of_WhatTheRunDoesNotKnow_IsRefused()
    {
        string Reason(ReportRun run, string asset, int year) =>
            Assert.Throws<ArgumentException>(() => PositionExplanation.Of(run, asset, new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc))).Message;

        Assert.Contains("it has MADEUSD, OTHERUSD", Reason(Run, "SPX", 2018), StringComparison.Ordinal);
        Assert.Contains("The run began on 2018-01-01 00:00 UTC", Reason(Run, "MADEUSD", 2017), StringComparison.Ordinal);
        Assert.Contains("is no run of models", Reason(MadeRun.Of(50), "MADEUSD", 2018), StringComparison.Ordinal);
    }
}
