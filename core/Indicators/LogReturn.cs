namespace Serverless.Core.Indicators;

/// <summary>Logarithmic return over a number of bars: ln(value ÷ earlier value). NaN while one of both is missing.</summary>
public static class LogReturn
{
    /// <summary>The return of the close.</summary>
    public static Feature Feature { get; } = new()
    {
        Name = "log-return",
        Outputs = [new("value", arguments => arguments.Whole(0))],
        Parameters = [FeatureParameter.Period("bars", 1)],
        Convention = "ln(close ÷ close `bars` earlier)",
        Source = "definition",
        Compute = static (set, arguments, result) => Compute(set.Bars.Close, arguments.Whole(0), result[0]),
    };

    /// <summary>Writes the return known at each bar; the first <paramref name="bars"/> values become NaN.</summary>
    /// <param name="values">Prices, oldest first.</param>
    /// <param name="bars">Distance of both prices, at least 1.</param>
    /// <param name="result">As long as <paramref name="values"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bars"/> is below 1.</exception>
    public static void Compute(ReadOnlySpan<double> values, int bars, Span<double> result)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bars, 1);
        result[..Math.Min(bars, result.Length)].Fill(double.NaN);
        for (var i = bars; i < result.Length; i++)
            result[i] = Math.Log(values[i] / values[i - bars]);
    }
}
