using Serverless.Core.MarketData;

namespace Serverless.Core.Backtesting.Results;

/// <summary>
/// The table <c>equity</c>, one row for each bar, at its close: equity, cash, position in units, exposure (value of the position ÷ equity,
/// negative when short), and drawdown (1 − equity ÷ the highest so far, the initial equity included).
/// </summary>
internal static class EquityTable
{
    // What rounding leaves of a position that was closed.
    private const double Nothing = 1e-12;

    public static ResultTable Of(BarSeries bars, EventBacktestResult result)
    {
        var count = result.Equity.Length;
        var times = new DateTime[count];
        double[] cash = new double[count], positions = new double[count], exposures = new double[count], drawdowns = new double[count];
        double position = 0, largest = 0, highest = result.Settings.InitialEquity;
        var next = 0;
        for (var i = 0; i < count; i++)
        {
            times[i] = new DateTime(result.OpenTicks[i], DateTimeKind.Utc);
            var bar = bars.IndexAtOrAfter(result.OpenTicks[i]);
            for (; next < result.Fills.Count && result.Fills[next].Bar <= bar; next++)
            {
                position += result.Fills[next].Quantity;
                largest = Math.Max(largest, Math.Abs(position));
                if (Math.Abs(position) <= Nothing * largest)
                    position = largest = 0;
            }

            var equity = result.Equity[i];
            var value = position * bars.Close[bar];
            highest = Math.Max(highest, equity);
            (cash[i], positions[i], exposures[i], drawdowns[i]) = (equity - value, position, value / equity, 1 - (equity / highest));
        }

        return new ResultTable(
            "equity",
            [
                ResultColumn.Of("time", times),
                ResultColumn.Of("equity", result.Equity),
                ResultColumn.Of("cash", cash),
                ResultColumn.Of("position", positions),
                ResultColumn.Of("exposure", exposures),
                ResultColumn.Of("drawdown", drawdowns),
            ]);
    }
}
