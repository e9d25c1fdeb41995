using Serverless.Core.Time;

namespace Serverless.Core.MarketData;

/// <summary>Checks on the steps between rows that are in order.</summary>
internal static class SeriesChecks
{
    // Gaps only lengthen steps, hence the lower median below. Fewer steps than this prove nothing about a timeframe that was declared.
    private const int FewSteps = 2;

    /// <summary>The declared timeframe if the rows agree with it, else the one that the rows show; null, and an issue, when neither
    /// holds.</summary>
    public static Timeframe? FindTimeframe(ReadOnlySpan<long> times, ImportLog log)
    {
        var declared = log.Source.Timeframe;
        var steps = new long[Math.Max(0, times.Length - 1)];
        for (var i = 0; i < steps.Length; i++)
            steps[i] = times[i + 1] - times[i];
        if (declared is not null && steps.Length < FewSteps)
            return declared;
        if (steps.Length == 0)
        {
            log.Report(DataDefect.Timeframe, null, "a single row shows no timeframe; declare one");
            return null;
        }

        Array.Sort(steps);
        var median = TimeSpan.FromTicks(steps[(steps.Length - 1) / 2]);
        foreach (var timeframe in Enum.GetValues<Timeframe>())
        {
            if (timeframe.Length() == median && (declared ?? timeframe) == timeframe)
                return timeframe;
        }

        log.Report(
            DataDefect.Timeframe,
            null,
            declared is null
                ? $"the usual step between rows is {median:c}, which is none of {string.Join(", ", Enum.GetNames<Timeframe>())}"
                : $"the usual step between rows is {median:c}, but {declared} was declared");
        return null;
    }

    public static void ReportOffGrid(ReadOnlySpan<long> times, ReadOnlySpan<int> lines, Timeframe timeframe, ImportLog log)
    {
        var (count, first) = (0, 0);
        for (var i = times.Length - 1; i >= 0; i--)
        {
            if (BarClock.OpenOf(times[i], timeframe.Length()) == times[i])
                continue;
            count++;
            first = i;
        }

        if (count > 0)
            log.Report(DataDefect.OffGrid, lines[first], $"{count} bars, this one first, do not open on multiples of {timeframe} since midnight UTC");
    }
}
