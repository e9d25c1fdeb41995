namespace Serverless.Bench;

/// <summary>
/// The speed of light: what the engine does for SMA 20/50 long or flat, and nothing else, written out over plain arrays. Rolling sums,
/// decision at the close, fill at the next open with slippage and commission, all of the equity, equity marked at every close.
/// </summary>
internal static class BareLoop
{
    public static double Run(
        double[] open, double[] close, int fast, int slow, double cash, double commission, double slippage, double[] equity)
    {
        double fastSum = 0, slowSum = 0, units = 0;
        var wanted = false;
        for (var i = 0; i < close.Length; i++)
        {
            if (wanted != units > 0)
            {
                if (wanted)
                {
                    var price = open[i] * (1 + slippage);
                    units = cash / (price * (1 + commission));
                    cash -= units * price * (1 + commission);
                }
                else
                {
                    cash += units * open[i] * (1 - slippage) * (1 - commission);
                    units = 0;
                }
            }

            var last = close[i];
            equity[i] = cash + (units * last);
            fastSum += i < fast ? last : last - close[i - fast];
            slowSum += i < slow ? last : last - close[i - slow];
            wanted = i >= slow - 1 && fastSum / fast > slowSum / slow;
        }

        return equity[^1];
    }
}
