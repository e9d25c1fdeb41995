using NodaTime;
using Serverless.Core.Time;

namespace Serverless.Core.MarketData;

/// <summary>Times that name no zone.</summary>
internal static class WallClock
{
    private const string NewYork = "America/New_York";

    /// <summary>
    /// Turns clock times into UTC, by the zone that was declared, else New York for US equities and UTC for the rest, and notes which. Of a
    /// time that autumn repeats, the second is taken once the first would not come after the row above. False, and an issue, when only some
    /// times name a zone.
    /// </summary>
    public static bool ToUtc(SeriesRows series)
    {
        var log = series.Log;
        if ((series.Stamps & StampKind.Local) == 0)
            return true;
        var zone = log.Source.TimeZone ?? (log.Source.Market == Market.UsEquities ? NewYork : "UTC");
        log.Note($"times name no zone and were taken as {zone}{(log.Source.TimeZone is null ? ", by the kind of market" : "")}");
        if (zone == "UTC")
            return true;
        if ((series.Stamps & ~(StampKind.Local | StampKind.OfDay)) != 0)
        {
            log.Report(DataDefect.Unsupported, null, $"some times name a zone and some do not, which would be {zone}; write them alike");
            return false;
        }

        var toUtc = Converter(zone);
        var last = 0L;
        series.Rows.Retime(wall =>
        {
            var utc = toUtc(wall, RepeatedHour.First);
            if (utc <= last)
                utc = toUtc(wall, RepeatedHour.Second);
            if (utc is null)
                log.Report(DataDefect.BadTime, null, NewYorkTime.DescribeSkipped(wall));
            last = utc ?? last;
            return utc;
        });
        return true;
    }

    /// <summary>Whether <paramref name="zone"/> is UTC, an offset or an IANA zone.</summary>
    public static bool IsZone(string zone) => zone is "UTC" || TryOffset(zone, out _) || DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null;

    private static Func<long, RepeatedHour, long?> Converter(string name)
    {
        if (name == NewYork)
            return (wall, repeated) => NewYorkTime.TryToUtc(wall, out var utc, repeated) ? utc : null;
        if (TryOffset(name, out var offset))
            return (wall, _) => wall - offset;
        var zone = DateTimeZoneProviders.Tzdb[name];
        return (wall, repeated) =>
        {
            var mapping = zone.MapLocal(LocalDateTime.FromDateTime(new DateTime(wall)));
            return mapping.Count == 0 ? null : (repeated == RepeatedHour.First ? mapping.First() : mapping.Last()).ToDateTimeUtc().Ticks;
        };
    }

    private static bool TryOffset(string zone, out long ticks) => CsvTime.TryOffset(zone, out ticks) && zone.Length > 1;
}
