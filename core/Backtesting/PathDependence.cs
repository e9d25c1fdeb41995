using Serverless.Core.Execution.Accounts;

namespace Serverless.Core.Backtesting;

/// <summary>
/// How much of a run rests on the assumed order of high and low within bars: bars do not say which came first. A run with large shares
/// needs finer bars before it is believed.
/// </summary>
/// <param name="AmbiguousBars">Bars that end differently, or whose fills come in another order.</param>
/// <param name="Trades">Closed trades with such a fill.</param>
/// <param name="TradeShare">Of all closed trades, 0 … 1.</param>
/// <param name="NetProfit">Their net profit, in quote currency.</param>
/// <param name="ProfitShare">Their absolute net profits ÷ those of all closed trades, 0 … 1.</param>
public readonly record struct PathDependence(int AmbiguousBars, int Trades, double TradeShare, double NetProfit, double ProfitShare)
{
    internal static PathDependence Of(IReadOnlyList<ClosedTrade> trades, int ambiguousBars)
    {
        var dependent = 0;
        double net = 0, absolute = 0, all = 0;
        foreach (var trade in trades)
        {
            all += Math.Abs(trade.NetProfit);
            if (!trade.DependsOnPath)
                continue;
            dependent++;
            net += trade.NetProfit;
            absolute += Math.Abs(trade.NetProfit);
        }

        return new PathDependence(
            ambiguousBars, dependent, trades.Count == 0 ? 0 : (double)dependent / trades.Count, net, all == 0 ? 0 : absolute / all);
    }
}
