using System.Globalization;
using System.Text.Json;
using Serverless.Core.Audit;
using Serverless.Core.Lifecycle;

namespace Serverless.EndToEnd.Stories;

/// <summary>seed-000, SC-006, SC-010 and FR-013, by the timers of the real host with many live strategies.</summary>
public sealed class ManyLiveTests(ManyLive desk) : IClassFixture<ManyLive>
{
    private List<JsonElement> Live => [.. desk.Deployments.Where(one => one.GetProperty("stage").GetString() == "Live")];

    /// <summary>"Correlation-based redundancy detection reduces portfolio concentration risk by maintaining strategy correlation below 0.7."</summary>
    [Fact]
    public void Sc006_ManyLive_EveryPairGoesTogetherLessThanSeventyPercent()
    {
        var live = Live.Select(one => one.GetProperty("strategyId").GetString()!).ToHashSet();
        Assert.InRange(live.Count, 5, 35);

        // As the gate saw it out-of-sample, and as the watch sees it over the last ninety days.
        var promoted = desk.Trail.Where(entry => entry.Action == "deployment.promoted" && entry.Details["stage"] == "Live").ToList();
        Assert.Equal(live.Order(), promoted.Select(entry => entry.Subject).Order());
        Assert.All(promoted.Skip(1), entry => Assert.True(Closest(entry) < 0.7, $"{entry.Subject}: {entry.Details["gate.correlation"]}"));
        var pairs = desk.Pairs.Where(pair => live.Contains(pair.First) && live.Contains(pair.Second)).ToList();
        Assert.Equal(live.Count * (live.Count - 1) / 2, pairs.Count);
        Assert.All(pairs, pair => Assert.True(pair.Correlation < 0.7, pair.ToString()));
        Assert.Equal(desk.Pairs.OrderByDescending(pair => Math.Round(pair.Correlation, 9)), desk.Pairs);
        // And there were others that would have.
        Assert.Contains(desk.Deployments, one => one.GetProperty("verdict").GetString()!.Contains("goes together with", StringComparison.Ordinal));
    }

    /// <summary>"Strategy diversity maintained with no single strategy type representing more than 30% of live deployments."</summary>
    [Fact]
    public void Sc010_ManyLive_NoTypeHasMoreThanItsShare()
    {
        var types = Live.GroupBy(one => one.GetProperty("type").GetString()).ToList();

        Assert.True(types.Count > 1);
        Assert.All(types, type => Assert.True(type.Count() <= TypeShare.MostAlike(Live.Count, types.Count, 0.3), $"{type.Key}: {type.Count()} of {Live.Count}"));
    }

    /// <summary>FR-013, kill -9 in the middle of the emergency stop of everything: it goes on, each goes once, nobody is left, and every cent is back.</summary>
    [Fact]
    public void Fr013_EmergencyStopIsKilledInTheMiddle_NobodyIsLeftActiveAndEveryCentIsBack()
    {
        var active = desk.Deployments.Where(one => one.GetProperty("stage").GetString() is "Candidate" or "Paper" or "Live").Select(one => one.GetProperty("strategyId").GetString()!).Order(StringComparer.Ordinal).ToList();

        Assert.All(desk.Order.GetProperty("outcomes").EnumerateArray(), outcome => Assert.True(outcome.GetProperty("done").GetBoolean(), outcome.ToString()));
        Assert.All(desk.Stopped, one => Assert.Contains(one.GetProperty("stage").GetString(), new[] { "Retired", "Research" }));
        var entries = desk.Trail.Where(entry => entry.Action == "deployment.deactivated").ToList();
        Assert.Equal(active, entries.Select(entry => entry.Subject).Order(StringComparer.Ordinal));
        Assert.Equal(desk.Trail.Count, desk.Trail.Select(entry => entry.EventId).Distinct().Count());

        var given = desk.Trail.Where(entry => entry.Action == "deployment.promoted" && entry.Details["stage"] == "Live").ToDictionary(entry => entry.Subject, entry => Money(entry.Details["capital"]));
        var profit = entries.Where(entry => given.ContainsKey(entry.Subject)).Sum(entry => Money(entry.Details["returned"]) - given[entry.Subject]);
        Assert.NotEqual(0, profit);
        Assert.Empty(desk.Capital.GetProperty("holdings").EnumerateObject());
        Assert.Equal((profit, 1_000_000m + profit), (Money(desk.Capital.GetProperty("profit").GetString()), Money(desk.Capital.GetProperty("reserve").GetString())));
    }

    private static decimal Money(string? text) => decimal.Parse(text!, CultureInfo.InvariantCulture);

    private static double Closest(AuditEvent entry) => double.Parse(entry.Details["gate.correlation"]!.Split(' ')[0], CultureInfo.InvariantCulture);
}
