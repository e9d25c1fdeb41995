using Serverless.Core.Reporting.Runs;

namespace Serverless.Core.Tests.Reporting;

/// <summary>A run of two models with a decision at the end of every day: bear on every fourth stretch of 50 days, bull else.</summary>
internal static class MadeModels
{
    public static ReportRun Of(int days)
    {
        var run = MadeRun.Of(days, sleeves: 2);
        // What was decided at the close before holds for a day; the first decision comes before the first day.
        var times = run.Curve.CloseTicks.Select(ticks => new DateTime(ticks - TimeSpan.TicksPerDay, DateTimeKind.Utc)).ToList();
        return run with
        {
            Decisions = new RunDecisions
            {
                All = [.. times.Select((time, day) => new RunDecision(time, 100_000, 0, false, [RegimeOf(day), "vol_normal", "crypto_risk_on", "macro_expansion"]))],
                Wishes = [.. times.SelectMany(time => new[] { Wish(time, "model-0", 0.5, 1), Wish(time, "model-1", 0.5, -0.2) })],
                Adjustments = [.. times.SelectMany(time => new[]
                {
                    new RunLimit(time, "drawdown", "portfolio", 0.2, 0.8, 0.4, "targets reduced"),
                    new RunLimit(time, "asset", "MADEUSD", 0.15, 0.2, 0.15, "targets reduced"),
                    new RunLimit(time, "asset", "OTHERUSD", 0.1, 0.4, 0.1, "targets reduced"),
                    new RunLimit(time, "asset class", "crypto", 0.1, 0.15, 0.1, "targets reduced"),
                    new RunLimit(time, "asset class", "equity", 0.1, 0.2, 0.1, "targets reduced"),
                })],
                Skips = [new RunSkip(times[10], "", "MADEUSD", "within the band")],
                Holdings = [.. run.Curve.CloseTicks.Take(100).Select(ticks => new RunHolding(new DateTime(ticks, DateTimeKind.Utc), "model-0", "MADEUSD", 2, 0.1))],
                Classes = new Dictionary<string, string> { ["MADEUSD"] = "crypto", ["OTHERUSD"] = "crypto" },
            },
        };
    }

    public static string RegimeOf(int day) => day / 50 % 4 == 0 ? "equity_bear" : "equity_bull";

    // 0.4 asked for; the drawdown limit halves it, then 0.15, then two thirds of that.
    private static RunWish Wish(DateTime time, string model, double budget, double wish) => new(time, model, "MADEUSD", budget, wish, budget * wish, budget * wish * 0.25)
    {
        SymbolAsked = 0.4,
        SymbolAllowed = 0.1,
        SymbolHeld = 0.09,
        SymbolPlanned = 0.1,
    };
}
