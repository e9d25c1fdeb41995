namespace Serverless.Core.Regimes;

/// <summary>A regime after every publication of its source.</summary>
/// <param name="source">Symbols of the series.</param>
/// <param name="rows">Publications in the order in which they became known.</param>
internal sealed class RegimeTimeline<T>(string source, IReadOnlyList<RegimeTimeline<T>.Row> rows)
    where T : struct, Enum
{
    public RegimeReading<T> At(long now, T otherwise, TimeSpan staleAfter)
    {
        var index = LastKnown(now);
        if (index < 0)
            return new RegimeReading<T>(default, null, source, RegimeStatus.Missing, otherwise);
        var row = rows[index];
        var overdue = now - row.DueTicks;
        var status = overdue > staleAfter.Ticks ? RegimeStatus.Stale : overdue > 0 ? RegimeStatus.Late : RegimeStatus.Current;
        return new RegimeReading<T>(
            row.Figures, new DateTimeOffset(row.KnownTicks, TimeSpan.Zero), source, status, status == RegimeStatus.Stale ? otherwise : row.Value);
    }

    private int LastKnown(long now)
    {
        var (low, high) = (0, rows.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (rows[middle].KnownTicks <= now)
                low = middle + 1;
            else
                high = middle;
        }

        return low - 1;
    }

    /// <param name="KnownTicks">When it became known.</param>
    /// <param name="DueTicks">When the next publication is due.</param>
    /// <param name="Value">The regime from then on.</param>
    /// <param name="Figures">What it was read from.</param>
    public readonly record struct Row(long KnownTicks, long DueTicks, T Value, RegimeFigures Figures);
}
