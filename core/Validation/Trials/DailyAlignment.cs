using Serverless.Core.Metrics;

namespace Serverless.Core.Validation.Trials;

/// <summary>Puts daily returns side by side.</summary>
public static class DailyAlignment
{
    /// <summary>
    /// A period for every day on which one of the strategies has bars. One that has none on such a day earned nothing: its market was
    /// closed, its test had not begun or was over.
    /// </summary>
    /// <exception cref="ArgumentException">There is no day.</exception>
    public static ReturnMatrix Align(IReadOnlyList<DailyReturns> strategies)
    {
        ArgumentNullException.ThrowIfNull(strategies);
        int[] days = [.. strategies.SelectMany(strategy => strategy.Days).Distinct().Order()];
        return ReturnMatrix.FromColumns([.. strategies.Select(strategy => Spread(strategy, days))]);
    }

    private static double[] Spread(DailyReturns strategy, int[] days)
    {
        var column = new double[days.Length];
        var next = 0;
        for (var t = 0; t < days.Length && next < strategy.Days.Length; t++)
        {
            if (days[t] == strategy.Days[next])
                column[t] = strategy.Values[next++];
        }

        return column;
    }
}
