namespace Serverless.Core.Validation;

/// <summary>
/// Simple returns of several strategies (trials) over the same periods: what every test against selection starts from. It must hold
/// every trial that was made, not only those that were kept.
/// </summary>
public sealed class ReturnMatrix
{
    private readonly double[] values;

    private ReturnMatrix(double[] values, int periods, int strategies) => (this.values, Periods, Strategies) = (values, periods, strategies);

    /// <summary>Number of periods, T; at least 1.</summary>
    public int Periods { get; }

    /// <summary>Number of strategies, N; at least 1.</summary>
    public int Strategies { get; }

    /// <summary>Return of one strategy in one period.</summary>
    public double this[int period, int strategy] => Row(period)[strategy];

    /// <summary>Takes one array for each period, in order of time.</summary>
    /// <exception cref="ArgumentException">There is no value, rows differ in length, or a value is not finite.</exception>
    public static ReturnMatrix FromRows(IReadOnlyList<double[]> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var strategies = rows.Count == 0 ? 0 : rows[0].Length;
        var values = new double[rows.Count * strategies];
        for (var t = 0; t < rows.Count; t++)
        {
            if (rows[t].Length != strategies)
                throw new ArgumentException($"Period {t} has {rows[t].Length} returns, period 0 has {strategies}.", nameof(rows));
            rows[t].CopyTo(values, t * strategies);
        }

        return Checked(values, rows.Count, strategies);
    }

    /// <summary>Takes one array for each strategy.</summary>
    /// <exception cref="ArgumentException">There is no value, columns differ in length, or a value is not finite.</exception>
    public static ReturnMatrix FromColumns(IReadOnlyList<double[]> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var periods = columns.Count == 0 ? 0 : columns[0].Length;
        var values = new double[columns.Count * periods];
        for (var k = 0; k < columns.Count; k++)
        {
            if (columns[k].Length != periods)
                throw new ArgumentException($"Strategy {k} has {columns[k].Length} returns, strategy 0 has {periods}.", nameof(columns));
            for (var t = 0; t < periods; t++)
                values[(t * columns.Count) + k] = columns[k][t];
        }

        return Checked(values, periods, columns.Count);
    }

    /// <summary>All strategies in one period.</summary>
    public ReadOnlySpan<double> Row(int period) => values.AsSpan(period * Strategies, Strategies);

    /// <summary>A copy of the returns of one strategy, in order of time.</summary>
    public double[] Column(int strategy)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)strategy, (uint)Strategies, nameof(strategy));
        var column = new double[Periods];
        for (var t = 0; t < column.Length; t++)
            column[t] = values[(t * Strategies) + strategy];
        return column;
    }

    /// <summary>What each strategy earned above a benchmark, period by period.</summary>
    /// <exception cref="ArgumentException">The benchmark has another number of periods.</exception>
    public ReturnMatrix Above(ReadOnlySpan<double> benchmark)
    {
        if (benchmark.Length != Periods)
            throw new ArgumentException($"The benchmark has {benchmark.Length} returns, the strategies have {Periods}.", nameof(benchmark));
        var differences = new double[values.Length];
        for (var i = 0; i < differences.Length; i++)
            differences[i] = values[i] - benchmark[i / Strategies];
        return Checked(differences, Periods, Strategies);
    }

    /// <summary>Arithmetic mean of each strategy.</summary>
    internal double[] Means()
    {
        var means = new double[Strategies];
        for (var t = 0; t < Periods; t++)
        {
            var row = Row(t);
            for (var k = 0; k < means.Length; k++)
                means[k] += row[k];
        }

        return Array.ConvertAll(means, sum => sum / Periods);
    }

    private static ReturnMatrix Checked(double[] values, int periods, int strategies)
    {
        if (values.Length == 0)
            throw new ArgumentException("There is no return: at least one period of one strategy is needed.", nameof(values));
        var wrong = Array.FindIndex(values, value => !double.IsFinite(value));
        return wrong < 0
            ? new ReturnMatrix(values, periods, strategies)
            : throw new ArgumentException(
                $"Strategy {wrong % strategies} has the return {values[wrong]} in period {wrong / strategies}; it must be finite: leave out the "
                + "period for all, or the strategy.",
                nameof(values));
    }
}
