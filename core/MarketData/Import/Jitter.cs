namespace Serverless.Core.MarketData;

/// <summary>Times that miss their grid by less than a second.</summary>
internal static class Jitter
{
    private const long Most = TimeSpan.TicksPerSecond;

    /// <summary>Reports them, once for the file, and moves them onto the grid where the policy says so.</summary>
    public static void Snap(BarRows rows, TimeSpan step, ImportLog log)
    {
        var (count, first, largest) = (0, -1, 0L);
        for (var i = 0; i < rows.Count; i++)
        {
            var distance = Math.Abs(rows.Times[i] - Nearest(rows.Times[i], step));
            if (distance is 0 or >= Most)
                continue;
            count++;
            first = first < 0 ? i : first;
            largest = Math.Max(largest, distance);
        }

        if (count == 0)
            return;
        var reason = FormattableString.Invariant(
            $"{count} times, this one first, miss multiples of {step:c} by up to {largest / (double)TimeSpan.TicksPerMillisecond:0.###} ms");
        if (log.Report(DataDefect.Jitter, rows.Lines[first], reason, count) == DefectAction.Repair)
            rows.Retime(time => Nearest(time, step) is var nearest && Math.Abs(time - nearest) < Most ? nearest : time);
    }

    private static long Nearest(long time, TimeSpan step) => (time + (step.Ticks / 2)) / step.Ticks * step.Ticks;
}
