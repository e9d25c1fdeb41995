namespace Serverless.Core.Time;

/// <summary>What was known when: joins a series that becomes known row by row to the times of decisions, without looking ahead.</summary>
public static class PointInTime
{
    /// <summary>Finds, for each decision, the last row that was known by then. O(rows + decisions), without allocation.</summary>
    /// <param name="knownTicks">UTC time from which each row may be used, never descending; a row that is known at the very time of a
    /// decision counts.</param>
    /// <param name="decisionTicks">UTC times of the decisions, never descending.</param>
    /// <param name="rows">Receives the row of each decision, -1 before the first one; as long as
    /// <paramref name="decisionTicks"/>.</param>
    /// <exception cref="ArgumentException">Times descend, or the lengths differ; the message names the row.</exception>
    public static void Align(ReadOnlySpan<long> knownTicks, ReadOnlySpan<long> decisionTicks, Span<int> rows)
    {
        if (rows.Length != decisionTicks.Length)
            throw new ArgumentException($"There are {decisionTicks.Length} decisions, but room for {rows.Length} rows.", nameof(rows));
        var row = -1;
        for (var i = 0; i < decisionTicks.Length; i++)
        {
            if (i > 0 && decisionTicks[i] < decisionTicks[i - 1])
                throw new ArgumentException($"Decision {i} comes before decision {i - 1}.", nameof(decisionTicks));
            while (row + 1 < knownTicks.Length && knownTicks[row + 1] <= decisionTicks[i])
            {
                row++;
                if (row > 0 && knownTicks[row] < knownTicks[row - 1])
                    throw new ArgumentException($"Row {row} is known before row {row - 1}.", nameof(knownTicks));
            }

            rows[i] = row;
        }
    }

    /// <summary>Takes the value of each aligned row; NaN where no row was known.</summary>
    /// <param name="values">A value per row.</param>
    /// <param name="rows">Rows from <see cref="Align"/>.</param>
    /// <param name="taken">Receives a value per decision; as long as <paramref name="rows"/>.</param>
    /// <exception cref="ArgumentException">The lengths of <paramref name="rows"/> and <paramref name="taken"/> differ.</exception>
    public static void Take(ReadOnlySpan<double> values, ReadOnlySpan<int> rows, Span<double> taken)
    {
        if (rows.Length != taken.Length)
            throw new ArgumentException($"There are {rows.Length} rows, but room for {taken.Length} values.", nameof(taken));
        for (var i = 0; i < rows.Length; i++)
            taken[i] = rows[i] < 0 ? double.NaN : values[rows[i]];
    }
}
