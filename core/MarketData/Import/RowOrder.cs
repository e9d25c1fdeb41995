namespace Serverless.Core.MarketData;

/// <summary>Brings rows into strictly ascending order of time, and reports every row that stood in the way.</summary>
internal static class RowOrder
{
    public static void Arrange(BarRows rows, ImportLog log)
    {
        if (IsStrictlyAscending(rows.Times))
            return;
        SortRows(rows, log);
        RemoveDuplicates(rows, log);
    }

    private static void SortRows(BarRows rows, ImportLog log)
    {
        var times = rows.Times;
        var (rises, falls) = (0, 0);
        for (var i = 1; i < times.Length; i++)
        {
            rises += times[i] > times[i - 1] ? 1 : 0;
            falls += times[i] < times[i - 1] ? 1 : 0;
        }

        if (falls == 0)
            return;
        if (falls > rises)
        {
            log.Report(DataDefect.Descending, null, "the rows run from the newest to the oldest; they were turned round", rows: 0);
            rows.Rearrange([.. Enumerable.Range(0, rows.Count).Reverse()]);
            times = rows.Times;
            if (rises == 0)
                return;
        }

        var inOrder = LongestAscendingRun(times);
        var next = 0;
        for (var i = 0; i < times.Length && !log.Refused; i++)
        {
            if (next < inOrder.Length && inOrder[next] == i)
                next++;
            else
                log.Report(DataDefect.OutOfOrder, rows.Lines[i], $"{Iso(times[i])} is out of order");
        }

        if (log.Policy.ActionFor(DataDefect.OutOfOrder) == DefectAction.Repair)
        {
            var unsorted = times.ToArray();
            rows.Rearrange([.. Enumerable.Range(0, rows.Count).OrderBy(i => unsorted[i])]);
        }
        else
        {
            rows.Rearrange(inOrder);
        }
    }

    // Among rows of one time the last of the file stays, which is the correction where a file was appended to; a repair prefers the row that
    // counts more trades or, where none counts them, more volume, which only grows while a bar forms.
    private static void RemoveDuplicates(BarRows rows, ImportLog log)
    {
        var prefersFuller = log.Policy.ActionFor(DataDefect.DuplicateDiffering) == DefectAction.Repair;
        var kept = new List<int>(rows.Count);
        for (var i = 0; i < rows.Count && !log.Refused; i++)
        {
            if (kept.Count == 0 || rows.Times[kept[^1]] != rows.Times[i])
            {
                kept.Add(i);
                continue;
            }

            var (removed, stays) = rows.Lines[i] > rows.Lines[kept[^1]] ? (kept[^1], i) : (i, kept[^1]);
            if (prefersFuller && rows.IsFuller(removed, stays))
                (removed, stays) = (stays, removed);
            kept[^1] = stays;
            var (defect, values) = rows.SameValues(removed, stays)
                ? (DataDefect.DuplicateIdentical, "the same values")
                : (DataDefect.DuplicateDiffering, "other values");
            log.Report(defect, rows.Lines[removed], $"{Iso(rows.Times[i])} stands again, with {values}, in line {rows.Lines[stays]}, which stays");
        }

        if (kept.Count < rows.Count)
            rows.Rearrange([.. kept]);
    }

    private static bool IsStrictlyAscending(ReadOnlySpan<long> times)
    {
        for (var i = 1; i < times.Length; i++)
        {
            if (times[i] <= times[i - 1])
                return false;
        }

        return true;
    }

    // Patience sorting: the fewest rows are blamed, so that one stamp far in the future does not condemn all that follow it.
    private static int[] LongestAscendingRun(ReadOnlySpan<long> times)
    {
        var lastOfLength = new List<int>();
        var previous = new int[times.Length];
        for (var i = 0; i < times.Length; i++)
        {
            var (low, high) = (0, lastOfLength.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (times[lastOfLength[middle]] <= times[i])
                    low = middle + 1;
                else
                    high = middle;
            }

            previous[i] = low > 0 ? lastOfLength[low - 1] : -1;
            if (low == lastOfLength.Count)
                lastOfLength.Add(i);
            else
                lastOfLength[low] = i;
        }

        var run = new int[lastOfLength.Count];
        for (int i = run.Length - 1, row = lastOfLength[^1]; i >= 0; i--, row = previous[row])
            run[i] = row;
        return run;
    }

    private static string Iso(long ticks) => CanonicalCsv.FormatTime(ticks);
}
