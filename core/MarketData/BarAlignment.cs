using System.Runtime.InteropServices;
using Serverless.Core.Time;

namespace Serverless.Core.MarketData;

/// <summary>Holds series against the bars that should exist.</summary>
public static class BarAlignment
{
    /// <summary>
    /// Asks <paramref name="policy"/> about every expected bar that does not exist and has one before it. Bars that exist stay as they are,
    /// also those that nobody expected. What stands at a bar depends on earlier bars alone: later ones change no fill.
    /// </summary>
    /// <param name="bars">The series.</param>
    /// <param name="expectedOpens">UTC open times, in ticks, of the bars that should exist, strictly ascending: crypto has one in every
    /// timeframe, an exchange has those of its sessions.</param>
    /// <param name="policy">What to do about missing bars.</param>
    /// <exception cref="ArgumentException">The expected times do not ascend.</exception>
    /// <exception cref="InvalidOperationException">The policy filled in something that is no bar; the message names it.</exception>
    public static AlignedBars Align(BarSeries bars, ReadOnlySpan<long> expectedOpens, IMissingDataPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(policy);
        BarRows? rows = null; // Without a fill the series stays what it is, uncopied.
        var filled = new List<bool>(bars.Count);
        var (present, fills, gap, fill, longestGap, longestFill) = (0, 0, 0, 0, 0, 0);
        var known = 0;
        for (var i = 0; i < expectedOpens.Length; i++)
        {
            var open = expectedOpens[i];
            if (i > 0 && open <= expectedOpens[i - 1])
                throw new ArgumentException($"{bars.Symbol}: expected bar {i} does not open after the one before it.", nameof(expectedOpens));
            while (known < bars.Count && bars.OpenTicks[known] < open)
                Keep(known++);
            if (known < bars.Count && bars.OpenTicks[known] == open)
            {
                Keep(known++);
                present++;
                (gap, fill) = (0, 0);
                continue;
            }

            longestGap = Math.Max(longestGap, ++gap);
            if (known > 0 && policy.Fill(bars.Slice(0, known), gap, new DateTime(open, DateTimeKind.Utc)) is { } bar)
            {
                Check(bars, bar, open, policy);
                rows ??= Copy(bars, known);
                rows.Add(i, open, bar.Open, bar.High, bar.Low, bar.Close, 0);
                filled.Add(true);
                fills++;
                longestFill = Math.Max(longestFill, ++fill);
            }
            else
            {
                fill = 0;
            }
        }

        while (known < bars.Count)
            Keep(known++);
        var counts = new MissingDataCounts(
            expectedOpens.Length, present, fills, expectedOpens.Length - present - fills, bars.Count - present, longestGap, longestFill);
        return new AlignedBars(rows?.ToSeries(bars.Symbol, bars.Timeframe) ?? bars, filled.ToArray(), counts);

        void Keep(int index)
        {
            if (rows is not null)
                Add(rows, bars, index);
            filled.Add(false);
        }
    }

    /// <summary>As the other overload, with all that the market's calendar expects between the first bar and the last.</summary>
    /// <param name="bars">The series; its bars are those expected, whatever the calendar says.</param>
    /// <param name="market">The calendar.</param>
    /// <param name="policy">What to do about missing bars.</param>
    public static AlignedBars Align(BarSeries bars, Market market, IMissingDataPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(bars);
        var (calendar, length) = (TradingCalendar.For(market), bars.Timeframe.Length());
        var times = bars.OpenTicks;
        var expected = new List<long>(bars.Count);
        var known = 0;
        foreach (var (after, _) in SeriesGaps.Find(bars, market))
        {
            expected.AddRange(times[known..after]);
            expected.AddRange(calendar.ExpectedOpens(length, times[after - 1], times[after]));
            known = after;
        }

        expected.AddRange(times[known..]);
        return Align(bars, CollectionsMarshal.AsSpan(expected), policy);
    }

    private static BarRows Copy(BarSeries bars, int count)
    {
        var rows = new BarRows();
        for (var i = 0; i < count; i++)
            Add(rows, bars, i);
        return rows;
    }

    private static void Add(BarRows rows, BarSeries bars, int index) => rows.Add(
        index, bars.OpenTicks[index], bars.Open[index], bars.High[index], bars.Low[index], bars.Close[index], bars.Volume[index]);

    private static void Check(BarSeries bars, Bar bar, long open, IMissingDataPolicy policy)
    {
        var (lowest, highest) = (Math.Min(bar.Open, bar.Close), Math.Max(bar.Open, bar.Close));
        if (bar.Low > 0 && bar.Low <= lowest && highest <= bar.High && double.IsFinite(bar.High))
            return;
        throw new InvalidOperationException(
            $"{bars.Symbol}: {policy.GetType().Name} filled {CanonicalCsv.FormatTime(open)} with open {bar.Open}, high {bar.High}, low {bar.Low}, "
            + $"close {bar.Close}; a bar needs 0 < low <= open, close <= high. Correct the model, or let it return null.");
    }
}
