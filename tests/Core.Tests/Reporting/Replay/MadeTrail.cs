using System.Globalization;
using Serverless.Core.Audit;
using Serverless.Core.Lifecycle;
using Serverless.Core.MarketData;

namespace Serverless.Core.Tests.Reporting.Replay;

/// <summary>Entries of a trail as the platform writes them, and bars with given closes.</summary>
internal static class MadeTrail
{
    public static readonly DateOnly Begin = new(2020, 1, 1);

    public static readonly int FirstDay = Begin.DayNumber - new DateOnly(1970, 1, 1).DayNumber;

    /// <summary>Half past midnight of a day, counted from 0.</summary>
    public static DateTimeOffset At(int day, int minutes = 30) => new DateTimeOffset(Begin.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddDays(day).AddMinutes(minutes);

    public static AuditEvent Change(
        string strategy, int day, LifecycleTrigger trigger, LifecycleStage stage, decimal capital = 0, decimal? value = null, string rule = "promotion", bool halfSize = false) => Event(
            $"{strategy}/{day}/{trigger}", At(day, rule == "promotion" ? 30 : 20), $"deployment.{trigger}", strategy, rule,
            [
                new("trigger", trigger.ToString()), new("stage", stage.ToString()), new("paused", "False"), new("halfSize", halfSize.ToString()), new("capital", Text(capital)),
                .. value is { } worth ? [new KeyValuePair<string, string>("value", Text(worth))] : Array.Empty<KeyValuePair<string, string>>(),
            ]);

    public static AuditEvent Alert(string strategy, int day, string rule) =>
        Event($"{rule}/{strategy}/{day}", At(day, 20), "alert.opened", strategy, "monitoring", [new("rule", rule), new("severity", "Warning"), new("key", $"{rule}/{strategy}")]);

    public static AuditEvent Regime(int day, string crypto) =>
        Event($"regime/{day}", At(day, 15), "regime.classified", "market", "regime-check", [new("crypto", crypto), new("volatility", "vol_normal (Current)")]);

    /// <summary>Daily bars that open and close at a price, from the day before the first on.</summary>
    public static BarSeries Bars(string symbol, params double[] closes) => new(
        symbol,
        Timeframe.D1,
        closes.Select((_, i) => At(i - 1, 0).UtcTicks).ToArray(),
        closes,
        closes,
        closes,
        closes,
        closes.Select(_ => 1.0).ToArray());

    private static AuditEvent Event(string id, DateTimeOffset at, string action, string subject, string actor, KeyValuePair<string, string>[] details) => new()
    {
        EventId = id,
        OccurredAt = at,
        Actor = new AuditActor(actor),
        Action = action,
        Subject = subject,
        Reason = "It was so.",
        Details = AuditDetails.Create(details),
        CodeVersion = "1",
        CorrelationId = id,
    };

    private static string Text(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);
}
