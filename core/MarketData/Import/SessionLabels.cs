using Serverless.Core.Time;

namespace Serverless.Core.MarketData;

/// <summary>Tells starts of bars from ends by the hours of US exchanges: no bar starts when trading ends.</summary>
internal static class SessionLabels
{
    private const int FewestDays = 5;
    private static readonly TimeSpan[] Opens = [new(4, 0, 0), new(9, 30, 0)];
    private static readonly TimeSpan[] Closes = [new(16, 0, 0), new(20, 0, 0)];

    /// <summary>Whether most days end with a bar at the close of the regular or the extended session, and do not begin with one at its
    /// open.</summary>
    /// <param name="utcTimes">Ascending.</param>
    /// <param name="timeframe">Shorter than a day.</param>
    public static bool AreEnds(ReadOnlySpan<long> utcTimes, Timeframe timeframe)
    {
        var (days, atOpen, afterOpen, atClose) = (0, 0, 0, 0);
        for (var first = 0; first < utcTimes.Length;)
        {
            var (start, day) = Wall(utcTimes[first]);
            var last = first;
            while (last + 1 < utcTimes.Length && Wall(utcTimes[last + 1]).Day == day)
                last++;
            days++;
            atOpen += Array.IndexOf(Opens, start) >= 0 ? 1 : 0;
            afterOpen += Array.IndexOf(Opens, start - timeframe.Length()) >= 0 ? 1 : 0;
            atClose += Array.IndexOf(Closes, Wall(utcTimes[last]).Time) >= 0 ? 1 : 0;
            first = last + 1;
        }

        return days >= FewestDays && atClose * 2 > days && afterOpen > atOpen;
    }

    private static (TimeSpan Time, long Day) Wall(long utcTicks)
    {
        var (day, time) = Math.DivRem(NewYorkTime.FromUtc(utcTicks), TimeSpan.TicksPerDay);
        return (TimeSpan.FromTicks(time), day);
    }
}
