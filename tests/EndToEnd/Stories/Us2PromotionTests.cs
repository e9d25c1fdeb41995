using System.Globalization;
using System.Text.Json;
using Serverless.Core.Audit;

namespace Serverless.EndToEnd.Stories;

/// <summary>seed-000, user story 2: live trading promotion and risk management, by the timers of the real host. Scenario 3 is <see cref="Us2SeatTests"/>.</summary>
public sealed class Us2PromotionTests(Journey journey) : IClassFixture<Journey>
{
    /// <summary>
    /// "Given a strategy scores in the top 10% for 30 consecutive days, when promotion gates are evaluated, then the strategy is flagged as a live trading
    /// candidate with recommended capital allocation."
    /// </summary>
    [Fact]
    public void Scenario1_InTheTopForTheDaysAskedFor_GoesLiveWithTheRecommendedCapital()
    {
        var steps = Of("deployment.promoted").ToList();

        Assert.Equal(["Candidate", "Paper", "Live"], steps.Select(entry => entry.Details["stage"]));
        Assert.All(steps, entry => Assert.Equal("promotion", entry.Actor.Id));
        // The second day in the top puts it on paper; before the fourth it is not live.
        Assert.Equal(1, (steps[1].OccurredAt - steps[0].OccurredAt).TotalDays);
        Assert.True((steps[2].OccurredAt - steps[0].OccurredAt).TotalDays >= 3);
        Assert.EndsWith("of 4", steps[2].Details["gate.top-streak"], StringComparison.Ordinal);
        Assert.Equal("0 of 0", steps[2].Details["gate.paper-record"]);
        // 5 % of 200,000.
        Assert.Equal("10000", journey.CapitalWhileLive.GetProperty("holdings").GetProperty(journey.Live).GetString());
        Assert.Equal("190000", journey.CapitalWhileLive.GetProperty("reserve").GetString());
    }

    /// <summary>"How does the system handle strategy parameters that worked historically but violate current risk limits": they are refused, by the limit's name.</summary>
    [Fact]
    public void Edge_ParametersViolateTodaysLimits_AreRefusedByTheLimitsName()
    {
        var momentum = journey.Deployments.Where(one => one.GetProperty("template").GetString() == "time-series-momentum").ToList();

        Assert.NotEmpty(momentum);
        Assert.All(momentum, one =>
        {
            Assert.Equal("Research", one.GetProperty("stage").GetString());
            Assert.StartsWith("Refused by parameter time-series-momentum.lookback", one.GetProperty("verdict").GetString(), StringComparison.Ordinal);
        });
    }

    /// <summary>
    /// "Given a live strategy is deployed with $10,000 capital, when it underperforms the market-cap-weighted benchmark by 15% over 30 days, then the system
    /// automatically deactivates the strategy and returns capital to reserves."
    /// </summary>
    [Fact]
    public void Scenario2_FifteenPercentBelowTheBenchmark_IsRolledBackAndTheCapitalIsInTheReserve()
    {
        var entry = Assert.Single(Of("deployment.rolled-back"));

        Assert.Equal(("benchmark-lag", "Research", "Live", "0"), (entry.Actor.Id, entry.Details["stage"], entry.Details["from"], entry.Details["capital"]));
        Assert.True(Figure(entry, "value") <= -0.15, entry.Details["value"]);
        Assert.Contains("Over 30 days it returned", entry.Reason, StringComparison.Ordinal);
        var returned = decimal.Parse(entry.Details["returned"]!, CultureInfo.InvariantCulture);
        Assert.Equal(Math.Round(10_000m * (decimal)Figure(entry, "equity"), 2), returned);
        Assert.Empty(journey.CapitalAtTheEnd.GetProperty("holdings").EnumerateObject());
        Assert.Equal(190_000m + returned, decimal.Parse(journey.CapitalAtTheEnd.GetProperty("reserve").GetString()!, CultureInfo.InvariantCulture));
        Assert.Equal(returned - 10_000m, decimal.Parse(journey.CapitalAtTheEnd.GetProperty("profit").GetString()!, CultureInfo.InvariantCulture));
    }

    /// <summary>
    /// "Given a live strategy experiences a 20% drawdown, when risk limits are checked, then the system reduces position sizes by 50% and sends an alert."
    /// </summary>
    [Fact]
    public void Scenario4_TwentyPercentDrawdown_HalvesSizesAtTheNextLookAndAlerts()
    {
        var entry = Assert.Single(Of("deployment.size-halved"));

        Assert.Equal(("drawdown", "True", "Live"), (entry.Actor.Id, entry.Details["halfSize"], entry.Details["stage"]));
        Assert.InRange(Figure(entry, "value"), 0.2, 0.25);
        // The day ends at midnight; the look is at twenty past.
        Assert.Equal(Journey.Fall.AddMinutes(20), entry.OccurredAt);
        var alert = Assert.Single(journey.Alerts.EnumerateArray(), alert => alert.GetProperty("rule").GetString() == "drawdown");
        Assert.Equal((journey.Live, entry.OccurredAt), (alert.GetProperty("subject").GetString(), alert.GetProperty("openedAt").GetDateTimeOffset()));
        Assert.NotEqual(JsonValueKind.Null, alert.GetProperty("closedAt").ValueKind); // it is out of service by now
    }

    [Fact]
    public void Story_WholeLife_EveryStepIsRecordedOnceAndInOrderThoughTheHostWasKilled()
    {
        var own = journey.Trail.Where(entry => entry.Event.Subject == journey.Live && entry.Event.Action.StartsWith("deployment.", StringComparison.Ordinal)).ToList();

        Assert.Equal(
            ["deployment.promoted", "deployment.promoted", "deployment.promoted", "deployment.size-halved", "deployment.rolled-back"],
            own.Select(entry => entry.Event.Action));
        Assert.Equal(journey.Trail.Count, journey.Trail.Select(entry => entry.Event.EventId).Distinct().Count());
        // Each step began with the state that the one before it left.
        Assert.All(own.Zip(own.Skip(1)), pair => Assert.Equal(pair.First.Event.AfterHash, pair.Second.Event.BeforeHash));
        Assert.DoesNotContain(journey.Trail, entry => entry.Event.Action is "cycle.failed" or "promotion.failed");
    }

    private IEnumerable<AuditEvent> Of(string action) =>
        journey.Trail.Select(entry => entry.Event).Where(entry => entry.Action == action && entry.Subject == journey.Live);

    private static double Figure(AuditEvent entry, string name) => double.Parse(entry.Details[name]!, CultureInfo.InvariantCulture);
}
