namespace Serverless.Bench;

/// <summary>
/// The speed of light of a sweep: SMA cross, long one unit or flat, written out over plain arrays with what a run accounts for: rolling sums
/// (in cents, which is exact), decision at the close, fill at the next open with commission, equity at every close, deepest drawdown, and of every trade its profit
/// and how far the price went against and for it.
/// </summary>
internal static class BareSweep
{
    public readonly record struct Trade(int Entry, int Exit, double Profit, double Adverse, double Favourable);

    public readonly record struct Result(double Equity, double Drawdown, int Trades, double Profit);

    public static Result Run(
        double[] open, double[] high, double[] low, double[] close, long[] cents, int fast, int slow, double cash, double commission, double[] equity, List<Trade> trades)
    {
        trades.Clear();
        long fastSum = 0, slowSum = 0;
        double highest = cash, deepest = 0, entryPrice = 0, entryFee = 0, best = 0, worst = 0, profit = 0;
        var (wanted, holds, entry) = (false, false, 0);
        for (var i = 0; i < close.Length; i++)
        {
            if (wanted != holds)
            {
                var price = open[i];
                var fee = price * commission;
                if (wanted)
                {
                    (entry, entryPrice, entryFee, best, worst) = (i, price, fee, price, price);
                    cash -= price + fee;
                }
                else
                {
                    (best, worst) = (Math.Max(best, price), Math.Min(worst, price));
                    cash += price - fee;
                    var net = price - entryPrice - fee - entryFee;
                    profit += net;
                    trades.Add(new Trade(entry, i, net, (entryPrice - worst) / entryPrice, (best - entryPrice) / entryPrice));
                }

                holds = wanted;
            }

            var last = close[i];
            var value = holds ? cash + last : cash;
            equity[i] = value;
            if (holds)
            {
                best = Math.Max(best, high[i]);
                worst = Math.Min(worst, low[i]);
            }

            if (value >= highest)
                highest = value;
            else
                deepest = Math.Max(deepest, 1 - (value / highest));
            fastSum += i < fast ? cents[i] : cents[i] - cents[i - fast];
            slowSum += i < slow ? cents[i] : cents[i] - cents[i - slow];
            wanted = i >= slow - 1 && fastSum * slow > slowSum * fast;
        }

        return new Result(equity[^1], deepest, trades.Count, profit);
    }
}
