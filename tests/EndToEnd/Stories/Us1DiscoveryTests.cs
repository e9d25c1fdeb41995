using System.Text.Json;
using Serverless.Core.Audit;

namespace Serverless.EndToEnd.Stories;

/// <summary>seed-000, user story 1: automated strategy discovery and evaluation; and what follows from a change of regime, which is user story 3, scenario 2.</summary>
public sealed class Us1DiscoveryTests(Discovery discovery) : IClassFixture<Discovery>
{
    /// <summary>
    /// "Given the system is configured with available strategy types and parameter ranges, when a scheduled evaluation cycle begins, then the system generates
    /// at least 60 unique strategy configurations for testing."
    /// </summary>
    [Fact]
    public void Scenario1_ScheduledCycle_GeneratesSixtyUniqueConfigurations()
    {
        var generated = OfFirst("strategy.generated").ToList();

        // Their ids are made of what they are: template, symbol and parameters.
        Assert.InRange(generated.Count, 60, 200);
        Assert.Equal(generated.Count, generated.Select(entry => entry.Subject).Distinct().Count());
        Assert.Equal("EvaluationTimer", First.Actor.OnBehalfOf);
    }

    /// <summary>
    /// "Given market data is available for the past 5 years, when strategies are generated, then each strategy undergoes walk-forward analysis with rolling
    /// train/test windows."
    /// </summary>
    [Fact]
    public void Scenario2_FiveYearsOfData_EveryStrategyIsWalkedForward()
    {
        // (1,826 − 365) ÷ 90 days.
        Assert.Single(Assert.Single(OfFirst("data.manifest")).Details, pair => pair.Value.Contains(" windows=16 ", StringComparison.Ordinal));
        Assert.All(
            RowsOf(First.Subject).Where(row => row.GetProperty("reason").ValueKind == JsonValueKind.Null),
            row => Assert.Equal(16, row.GetProperty("windows").GetInt32()));
    }

    /// <summary>
    /// "Given a strategy has completed backtesting, when results are calculated, then the system produces a comprehensive score based on risk-adjusted returns,
    /// drawdowns, and volatility."
    /// </summary>
    [Fact]
    public void Scenario3_CompletedBacktest_HasAScoreOfRatioDrawdownAndVolatility()
    {
        var scored = RowsOf(First.Subject).Where(row => row.GetProperty("score").ValueKind == JsonValueKind.Number).ToList();

        Assert.NotEmpty(scored);
        Assert.All(scored, row =>
        {
            Assert.InRange(Figure("score"), 0, 100);
            Assert.Equal(1 / (1 + Math.Exp(-Figure("sharpe"))), Figure("sharpePart"), 1e-9);
            Assert.Equal(0.2 / (0.2 + Figure("maxDrawdown")), Figure("drawdownPart"), 1e-9);
            Assert.Equal(0.4 / (0.4 + Figure("volatility")), Figure("volatilityPart"), 1e-9);

            double Figure(string name) => row.GetProperty(name).GetDouble();
        });
    }

    /// <summary>
    /// "Given market volatility changes by more than 20%, when detected by the system, then existing strategies are automatically re-evaluated within 24 hours."
    /// </summary>
    [Fact]
    public void Scenario4_VolatilityChangesByMoreThanTwentyPercent_AllStrategiesAreEvaluatedAgainWithin24Hours()
    {
        var changed = discovery.Trail.First(entry => entry.Action == "regime.changed" && entry.Subject == "AAAUSD");
        var (started, published) = AnswerTo(changed);

        Assert.True(published.OccurredAt - changed.OccurredAt <= TimeSpan.FromHours(24));
        Assert.Equal("regime-check", started.Actor.Id);
        Assert.Contains("AAAUSD: ", started.Reason, StringComparison.Ordinal);
        Assert.Equal(Strategies(First.Subject), Strategies(started.Subject));
    }

    /// <summary>
    /// User story 3, scenario 2: "Given market regime changes from low to high volatility (crossing 75th percentile), when detected by the monitoring system,
    /// then all affected strategies are re-ranked within 12 hours."
    /// </summary>
    [Fact]
    public void Us3Scenario2_VolatilityCrossesThe75thPercentile_AllAffectedAreRankedAgainWithin12Hours()
    {
        var crossed = discovery.Trail.First(entry => entry.Action == "regime.changed" && entry.Details["to"]!.StartsWith("High", StringComparison.Ordinal));
        var (started, published) = AnswerTo(crossed);

        Assert.DoesNotMatch("^High", crossed.Details["from"]!);
        Assert.True(published.OccurredAt - crossed.OccurredAt <= TimeSpan.FromHours(12));
        var ranked = RowsOf(started.Subject).Where(row => row.GetProperty("rank").ValueKind == JsonValueKind.Number).Select(row => row.GetProperty("strategyId").GetString());
        Assert.Contains(discovery.Live, ranked);
        Assert.DoesNotContain(discovery.Trail, entry => entry.Subject == "AAAUSD" && entry.Action == "alert.opened" && entry.OccurredAt < Discovery.OutOfOrder);
    }

    [Fact]
    public void Us3Scenario2_NoCycleCompletesAfterAChange_IsACriticalAlertAfterTwelveHours()
    {
        var changed = discovery.Trail.First(entry => entry.Action == "regime.changed" && entry.OccurredAt > Discovery.OutOfOrder);
        var alert = discovery.Trail.First(entry => entry.Action == "alert.opened" && entry.Details["rule"] == "reevaluation");

        // The change is as old as the bar that shows it, which has closed at midnight; the looks are hourly, at twenty past.
        Assert.Equal(changed.OccurredAt.Date.AddHours(12).AddMinutes(20), alert.OccurredAt.UtcDateTime);
        Assert.Equal(("AAAUSD", "Critical"), (alert.Subject, alert.Details["severity"]));
        Assert.Contains(discovery.Trail, entry => entry.Action == "cycle.failed" && entry.OccurredAt == changed.OccurredAt);
    }

    private AuditEvent First => discovery.Trail.First(entry => entry.Action == "cycle.started");

    private IEnumerable<AuditEvent> OfFirst(string action) => discovery.Trail.Where(entry => entry.Action == action && entry.CorrelationId == First.CorrelationId);

    private (AuditEvent Started, AuditEvent Published) AnswerTo(AuditEvent changed)
    {
        var started = discovery.Trail.First(entry => entry.Action == "reevaluation.started" && entry.CorrelationId == changed.CorrelationId);
        return (started, discovery.Trail.First(entry => entry.Action == "scorecard.published" && entry.CorrelationId == started.Subject));
    }

    private List<JsonElement> RowsOf(string cycle) => [.. discovery.Scorecards[cycle].GetProperty("rows").EnumerateArray()];

    private List<string?> Strategies(string cycle) => RowsOf(cycle).Select(row => row.GetProperty("strategyId").GetString()).Order(StringComparer.Ordinal).ToList();
}
