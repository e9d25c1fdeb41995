namespace Serverless.Core.MarketData;

/// <summary>Rows of one symbol that repeat another symbol's: what some tables fill in before an instrument was listed.</summary>
internal static class CopiedRows
{
    private const int ShortestRun = 5;
    private const int MostSymbols = 1000;

    /// <summary>Reports each run of copies, and leaves it out where the policy says so. Of two symbols that share rows, the copy is the one
    /// whose price jumps where they part.</summary>
    public static void Remove(IReadOnlyList<SeriesRows> all)
    {
        var bars = all.Where(series => !series.Columns.IsFigure && series.Rows.Count > 0).ToArray();
        if (bars.Length is < 2 or > MostSymbols)
            return;
        var tables = Array.ConvertAll(bars, series => new SortedRows(series.Rows));
        var copies = Array.ConvertAll(bars, _ => new Dictionary<int, string>());
        for (var a = 0; a < bars.Length; a++)
        {
            for (var b = a + 1; b < bars.Length; b++)
                FindRuns(tables[a], tables[b], (run, isFirst) => Mark(isFirst ? copies[a] : copies[b], isFirst ? run.A : run.B, bars[isFirst ? b : a].Symbol));
        }

        for (var i = 0; i < bars.Length; i++)
            Apply(bars[i], copies[i], all);
    }

    private static void Mark(Dictionary<int, string> copies, List<int> run, string of)
    {
        foreach (var row in run)
            copies.TryAdd(row, of);
    }

    private static void Apply(SeriesRows series, Dictionary<int, string> copies, IReadOnlyList<SeriesRows> all)
    {
        if (copies.Count == 0)
            return;
        var rows = series.Rows;
        var isLeftOut = false;
        foreach (var group in copies.GroupBy(copy => copy.Value))
        {
            var lines = group.Select(copy => rows.Lines[copy.Key]).Order().ToArray();
            var reason = $"{lines.Length} rows between here and line {lines[^1]} repeat those of {group.Key}";
            isLeftOut |= series.Log.Report(DataDefect.CopiedRows, lines[0], reason, lines.Length) == DefectAction.QuarantineRow;
        }

        if (!isLeftOut)
            return;
        // Figures in the same rows are copies too.
        var left = copies.Keys.Select(row => rows.Lines[row]).ToHashSet();
        foreach (var sibling in all.Where(other => other.Instrument == series.Instrument))
            LeaveOut(sibling, left);
    }

    private static void LeaveOut(SeriesRows series, HashSet<int> lines)
    {
        var all = series.Rows.Lines.ToArray();
        series.Rows.Rearrange([.. Enumerable.Range(0, all.Length).Where(i => !lines.Contains(all[i]))]);
        if (series.Columns.IsFigure)
            series.Log.Report(DataDefect.CopiedRows, DefectAction.QuarantineRow, null, $"{all.Length - series.Rows.Count} figures stand in copied rows", all.Length - series.Rows.Count);
    }

    private static void FindRuns(SortedRows a, SortedRows b, Action<(List<int> A, List<int> B), bool> found)
    {
        var (inA, inB) = (new List<int>(), new List<int>());
        var (i, j) = (0, 0);
        while (i < a.Count && j < b.Count)
        {
            if (a.Time(i) != b.Time(j))
            {
                _ = a.Time(i) < b.Time(j) ? i++ : j++;
                continue;
            }

            // A time may stand twice, once real and once copied.
            var (nextA, nextB) = (a.EndOf(i), b.EndOf(j));
            if (FindEqual(a, i, nextA, b, j, nextB) is var (k, l))
            {
                inA.Add(k);
                inB.Add(l);
            }
            else
            {
                Close();
            }

            (i, j) = (nextA, nextB);
        }

        Close();

        void Close()
        {
            if (inA.Count >= ShortestRun && a.Moves(inA))
                found((inA.ConvertAll(a.Row), inB.ConvertAll(b.Row)), a.JumpAfter(inA[^1], inA[0]) > b.JumpAfter(inB[^1], inB[0]));
            inA.Clear();
            inB.Clear();
        }
    }

    private static (int A, int B)? FindEqual(SortedRows a, int fromA, int toA, SortedRows b, int fromB, int toB)
    {
        for (var i = fromA; i < toA; i++)
        {
            for (var j = fromB; j < toB; j++)
            {
                if (a.Equal(i, b, j))
                    return (i, j);
            }
        }

        return null;
    }

    /// <summary>Rows in order of time, without moving them.</summary>
    private sealed class SortedRows
    {
        private readonly BarRows rows;
        private readonly int[] order;

        public SortedRows(BarRows rows)
        {
            this.rows = rows;
            var times = rows.Times.ToArray();
            order = [.. Enumerable.Range(0, rows.Count).OrderBy(i => times[i])];
        }

        public int Count => order.Length;

        public long Time(int i) => rows.Times[order[i]];

        public int Row(int i) => order[i];

        public int EndOf(int i)
        {
            var end = i + 1;
            while (end < Count && Time(end) == Time(i))
                end++;
            return end;
        }

        public bool Equal(int i, SortedRows other, int j) => rows.SameValues(order[i], other.rows, other.order[j]);

        public bool Moves(List<int> run) => run.Any(i => Close(i) != Close(run[0]));

        /// <summary>How far the price moves where the run ends or, at the end of the file, where it begins; as a ratio from 1 on.</summary>
        public double JumpAfter(int last, int first)
        {
            var (from, to) = last + 1 < Count ? (last, last + 1) : first > 0 ? (first - 1, first) : (0, 0);
            return Math.Max(Close(from) / Close(to), Close(to) / Close(from));
        }

        private double Close(int i) => rows.Closes[order[i]];
    }
}
