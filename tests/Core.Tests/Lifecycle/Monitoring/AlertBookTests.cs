using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.Lifecycle.Monitoring.Alerts;
using static Serverless.Core.Tests.Lifecycle.Monitoring.Watched;

namespace Serverless.Core.Tests.Lifecycle.Monitoring;

public sealed class AlertBookTests
{
    [Fact]
    public void Update_SameFindingForDays_IsOneAlertThatIsToldOnce()
    {
        var opened = Assert.Single(AlertBook.Update([], [Found("a", 0.21)], Now));
        var told = opened with { Pending = null, AcknowledgedBy = "ada" };

        var later = Assert.Single(AlertBook.Update([told], [Found("a", 0.25)], Now.AddHours(1)));

        Assert.Equal((AlertNews.Opened, Now, "drawdown/a", "drawdown"), (opened.Pending, opened.OpenedAt, opened.Key, opened.Rule));
        Assert.Equal((null, Now, Now.AddHours(1), "It fell by 0.25.", "ada"), (later.Pending, later.OpenedAt, later.LastSeenAt, later.Cause, later.AcknowledgedBy));
    }

    [Fact]
    public void Update_NoLongerFound_IsClosedAndTold()
    {
        var open = Alert.Open(Found("a", 0.21), Now) with { Pending = null };

        var closed = Assert.Single(AlertBook.Update([open], [], Now.AddHours(1)));

        Assert.Equal((Now.AddHours(1), AlertNews.Closed, false), (closed.ClosedAt, closed.Pending, closed.IsOpen));
    }

    [Fact]
    public void Update_Graver_IsToldAgainAndMustBeAcknowledgedAnew()
    {
        var open = Alert.Open(Found("a", 0.21), Now) with { Pending = null, AcknowledgedBy = "ada" };

        var graver = Assert.Single(AlertBook.Update([open], [Found("a", 0.3) with { Severity = AlertSeverity.Critical }], Now));
        var milder = Assert.Single(AlertBook.Update([graver with { Pending = null }], [Found("a", 0.2)], Now));

        Assert.Equal((AlertSeverity.Critical, AlertNews.Escalated, null), (graver.Severity, graver.Pending, graver.AcknowledgedBy));
        Assert.Equal((AlertSeverity.Critical, null), (milder.Severity, milder.Pending));
    }

    [Fact]
    public void Update_FindingThatNobodyMustActOn_RaisesNone() =>
        Assert.Empty(AlertBook.Update([], [Found("a", 0.1) with { Severity = AlertSeverity.Information }], Now));

    [Fact]
    public void Update_FeedIsStale_LeavesTheOtherAlertsOfTheStrategyOpen()
    {
        var open = Alert.Open(Found("a", 0.21), Now);
        var stale = Found("a", 3) with { Kind = FindingKind.StaleFeed };

        Assert.Equal(["stale-feed/a"], AlertBook.Update([open], [stale], Now).Select(alert => alert.Key));
    }

    [Fact]
    public void Update_SameFindingTwice_IsOneAlert() => Assert.Single(AlertBook.Update([], [Found("a", 0.2), Found("a", 0.3)], Now));

    [Fact]
    public void Update_OpenTwiceByTwoLooksAtTheSameTime_KeepsTheOldest()
    {
        var alert = Alert.Open(Found("a", 0.2), Now);
        Alert[] open = [alert with { OpenedAt = Now.AddSeconds(1) }, alert];

        var found = AlertBook.Update(open, [Found("a", 0.3)], Now.AddHours(1));
        var gone = AlertBook.Update(open, [], Now.AddHours(1));

        Assert.Equal([(Now, true), (Now.AddSeconds(1), false)], found.Select(one => (one.OpenedAt, one.IsOpen)));
        Assert.Equal(2, gone.Count(one => !one.IsOpen));
    }

    private static Finding Found(string subject, double fall) => new()
    {
        Kind = FindingKind.Drawdown,
        Subject = subject,
        Severity = AlertSeverity.Warning,
        Value = fall,
        Cause = FormattableString.Invariant($"It fell by {fall}."),
        NextAction = "Look.",
    };
}
