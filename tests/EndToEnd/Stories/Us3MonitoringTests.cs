using System.Text.Json;
using Serverless.Core.Audit;

namespace Serverless.EndToEnd.Stories;

/// <summary>
/// seed-000, user story 3: performance monitoring and drift detection, and edge cases of what is watched. Scenario 2, a change of regime, is in
/// <see cref="Us1DiscoveryTests"/>, whose replay has one.
/// </summary>
public sealed class Us3MonitoringTests(Watch watch) : IClassFixture<Watch>
{
    /// <summary>
    /// "Given a strategy has been live for 90 days, when its Sharpe ratio drops below 50% of backtest expectations, then the system triggers drift alert and
    /// schedules re-backtesting."
    /// </summary>
    [Fact]
    public void Scenario1_SharpeBelowHalfAfter90Days_AlertsAndBacktestsAgain()
    {
        var live = watch.Strategies[0];
        var alert = Assert.Single(AlertsOf("sharpe-drift"), alert => alert.GetProperty("subject").GetString() == live);

        // It trades from the day after its promotion, and the 90th of these days ends 91 days after it.
        Assert.Equal(Watch.From.AddDays(91).AddMinutes(20), alert.GetProperty("openedAt").GetDateTimeOffset());
        var started = Assert.Single(watch.Trail, entry => entry.Action == "reevaluation.started" && entry.OccurredAt == Watch.From.AddDays(91).AddMinutes(20));
        Assert.Contains(live, started.Reason, StringComparison.Ordinal);
        Assert.Contains(watch.Trail, entry => entry.Action == "scorecard.published" && entry.CorrelationId == started.Subject);
        Assert.Contains(watch.Trail, entry => entry.Action == "strategies.selected" && entry.CorrelationId == started.Subject && entry.Details["tracked"] != "0");
    }

    /// <summary>
    /// "Given a strategy shows correlation > 0.8 with another live strategy, when daily correlations are calculated, then the system flags potential redundancy
    /// and suggests deactivation."
    /// </summary>
    [Fact]
    public void Scenario3_CorrelationAboveFourFifths_IsFlaggedAndDeactivationSuggested()
    {
        var pair = $"{watch.Strategies[0]}+{watch.Strategies[1]}";
        var alert = Assert.Single(AlertsOf("redundancy"), alert => alert.GetProperty("subject").GetString() == pair);

        Assert.Equal($"Deactivate {watch.Strategies[1]}, which has the lower score.", alert.GetProperty("nextAction").GetString());
        Assert.Equal(Watch.From.AddDays(1).AddMinutes(20), alert.GetProperty("openedAt").GetDateTimeOffset());
        Assert.DoesNotContain(watch.Trail, entry => entry.Action == "deployment.deactivated"); // it suggests, and a person decides
    }

    /// <summary>"What happens when market data feed is interrupted": strategies hold, on paper too, somebody is told, and nothing is decided.</summary>
    [Fact]
    public void Edge_FeedIsInterrupted_StrategiesHoldAndNothingIsDecidedOnOldData()
    {
        // The bar of the last day closes at midnight; the second one that is due after it is a day late at the look of the third day.
        var stopped = Watch.From.AddDays(Watch.FedDays + 2).AddMinutes(20);

        Assert.All(watch.Strategies, id =>
        {
            Assert.True(watch.Deployments[id].GetProperty("paused").GetBoolean());
            var paused = Assert.Single(watch.Trail, entry => entry.Action == "deployment.paused" && entry.Subject == id);
            Assert.Equal((stopped, "stale-feed"), (paused.OccurredAt, paused.Actor.Id));
            Assert.Contains(AlertsOf("stale-feed"), alert => alert.GetProperty("subject").GetString() == id);
        });
        Assert.DoesNotContain(watch.Trail, entry => entry.OccurredAt > stopped && entry.Action.StartsWith("deployment.", StringComparison.Ordinal));
    }

    /// <summary>"How does the system handle strategy parameters that worked historically but violate current risk limits": they are told, by the limit's name.</summary>
    [Fact]
    public void Edge_LimitsAreTightened_TheNextLookNamesTheLimit()
    {
        var alert = Assert.Single(AlertsOf("risk-limit"), alert => alert.GetProperty("subject").GetString() == watch.Strategies[0]);

        Assert.Equal(Watch.From.AddDays(Watch.TightenedDays).AddMinutes(20), alert.GetProperty("openedAt").GetDateTimeOffset());
        Assert.Contains("the limit 'drawdown' is", alert.GetProperty("cause").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Story_AlertIsAcknowledgedTwice_NamesWhoDidAndIsRecordedOnce()
    {
        var entry = Assert.Single(watch.Trail, entry => entry.Action == "alert.acknowledged");

        Assert.Equal(watch.Acknowledged[0].ToString(), watch.Acknowledged[1].ToString());
        Assert.Equal(entry.Actor.Id, watch.Acknowledged[0].GetProperty("acknowledgedBy").GetString());
        Assert.Contains(watch.Trail, entry => entry.Action == "limits.changed" && entry.Actor.OnBehalfOf == "Ada" && entry.Reason == "A story needs it.");
    }

    [Fact]
    public void Story_StrategyOnPaper_IsWatchedWithoutAlertsAboutItsFigures()
    {
        var paper = watch.Strategies[2];

        Assert.Equal("Paper", watch.Deployments[paper].GetProperty("stage").GetString());
        Assert.Equal(["stale-feed"], watch.Alerts.Where(alert => alert.GetProperty("subject").GetString()!.EndsWith(paper, StringComparison.Ordinal)).Select(alert => alert.GetProperty("rule").GetString()));
    }

    private IEnumerable<JsonElement> AlertsOf(string rule) => watch.Alerts.Where(alert => alert.GetProperty("rule").GetString() == rule);
}
