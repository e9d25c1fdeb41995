using Serverless.Core.Audit;
using Serverless.Core.Regimes;
using Serverless.Core.Reporting.Charts;

namespace Serverless.Core.Reporting.Replay;

/// <summary>When markets were in a regime that asks for caution, as the platform knew it.</summary>
internal static class RegimeShades
{
    private static readonly (string Dimension, string Key)[] Shown =
    [
        ("crypto", RegimeKeys.Of(CryptoRegime.RiskOff)),
        ("volatility", RegimeKeys.Of(VolatilityLevel.High)),
    ];

    public static IReadOnlyList<ChartShade> Of(IEnumerable<AuditEvent> events, long end)
    {
        var readings = events.Where(one => one.Action == "regime.classified").OrderBy(one => one.OccurredAt).ToList();
        return [.. Shown.SelectMany(shown => Of(readings, shown.Dimension, shown.Key, end))];
    }

    private static IEnumerable<ChartShade> Of(List<AuditEvent> readings, string dimension, string key, long end)
    {
        long? since = null;
        foreach (var reading in readings)
        {
            var holds = IsKnown(reading.Details[dimension], key);
            if (holds)
                since ??= reading.OccurredAt.UtcTicks;
            if (holds || since is not { } from)
                continue;
            yield return new ChartShade(key, from, reading.OccurredAt.UtcTicks);
            since = null;
        }

        if (since is { } open)
            yield return new ChartShade(key, open, end);
    }

    // The default that stands in for missing or stale data is no reading of the market.
    private static bool IsKnown(string? reading, string key) =>
        reading?.Split(' ') is [var found, var status] && found == key && status != $"({RegimeStatus.Missing})" && status != $"({RegimeStatus.Stale})";
}
