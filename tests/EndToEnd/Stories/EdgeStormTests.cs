using System.Text.Json;
using Serverless.Core.Audit;

namespace Serverless.EndToEnd.Stories;

/// <summary>seed-000, edge cases: correlations that spike under stress, and a benchmark that is extremely volatile, by the timers of the real host.</summary>
public sealed class EdgeStormTests(Storm storm) : IClassFixture<Storm>
{
    /// <summary>"What occurs when correlation between strategies suddenly spikes during market stress?" One alert says so, and nobody is to go for it.</summary>
    [Fact]
    public void Edge_CorrelationSpikesUnderStress_IsOneAlertAboutAllAndSuggestsNoDeactivation()
    {
        var alert = Assert.Single(AlertsOf("stress-correlation"));
        var opened = alert.GetProperty("openedAt").GetDateTimeOffset();

        Assert.Equal(("portfolio", "Warning"), (alert.GetProperty("subject").GetString(), alert.GetProperty("severity").GetString()));
        Assert.InRange(opened, Storm.Begins, Storm.Begins.AddDays(20));
        Assert.Contains("deactivate nothing for being correlated in these days alone", alert.GetProperty("nextAction").GetString(), StringComparison.Ordinal);
        // It would be called redundant if the last days were all that counted, and by the middle of the storm also over all ninety.
        Assert.InRange(storm.Pairs[Storm.Begins.AddDays(-1)].Correlation, -0.4, 0.4);
        var middle = storm.Pairs[Storm.Begins.AddDays(20)];
        Assert.True(middle is { Correlation: > 0.8, Stress: > 0.9, Calm: < 0.8 }, middle.ToString());
        Assert.Empty(AlertsOf("redundancy"));
        Assert.DoesNotContain(storm.Trail, entry => entry.Action is "deployment.deactivated" or "deployment.paused");
    }

    /// <summary>"What happens when the 30-day benchmark itself experiences extreme volatility?" The verdict waits, says so, and comes after ten days all the same.</summary>
    [Fact]
    public void Edge_BenchmarkIsExtremelyVolatile_TheVerdictWaitsTenDaysAndThenComes()
    {
        Assert.All(storm.Strategies, id =>
        {
            var alert = Assert.Single(AlertsOf("benchmark-wait"), alert => alert.GetProperty("subject").GetString() == id);
            var opened = alert.GetProperty("openedAt").GetDateTimeOffset();
            Assert.InRange(opened, Storm.Begins.AddDays(10), Storm.Begins.AddDays(25));
            Assert.Contains("times as much as usual", alert.GetProperty("cause").GetString(), StringComparison.Ordinal);
            Assert.Contains("it goes by itself in ", alert.GetProperty("nextAction").GetString(), StringComparison.Ordinal);

            var entry = Assert.Single(storm.Trail, entry => entry.Action == "deployment.rolled-back" && entry.Subject == id);
            Assert.Equal(("benchmark-lag", opened.AddDays(10)), (entry.Actor.Id, entry.OccurredAt));
            Assert.Contains("waiting for a calmer market has ended", entry.Reason, StringComparison.Ordinal);
        });
    }

    private IEnumerable<JsonElement> AlertsOf(string rule) => storm.Alerts.Where(alert => alert.GetProperty("rule").GetString() == rule);
}
