namespace Serverless.Core.Metrics;

/// <summary>Figures of closed trades, from their profits after costs.</summary>
public static class TradeStatistics
{
    /// <summary>Share of trades with a profit above zero; null without trades.</summary>
    public static double? WinRate(ReadOnlySpan<double> netProfits)
    {
        var wins = 0;
        foreach (var profit in netProfits)
            wins += profit > 0 ? 1 : 0;
        return netProfits.IsEmpty ? null : (double)wins / netProfits.Length;
    }

    /// <summary>Sum of profits ÷ sum of losses; null when nothing was lost.</summary>
    public static double? ProfitFactor(ReadOnlySpan<double> netProfits)
    {
        double gained = 0, lost = 0;
        foreach (var profit in netProfits)
        {
            gained += Math.Max(profit, 0);
            lost += Math.Max(-profit, 0);
        }

        return lost == 0 ? null : ReturnStatistics.Finite(gained / lost);
    }

    /// <summary>Mean profit per trade; null without trades.</summary>
    public static double? Expectancy(ReadOnlySpan<double> netProfits)
    {
        var sum = 0.0;
        foreach (var profit in netProfits)
            sum += profit;
        return netProfits.IsEmpty ? null : ReturnStatistics.Finite(sum / netProfits.Length);
    }

    /// <summary>Payoff ratio: mean profit of winning trades ÷ mean loss of losing ones; null without either.</summary>
    public static double? Payoff(ReadOnlySpan<double> netProfits)
    {
        double gained = 0, lost = 0;
        int wins = 0, losses = 0;
        foreach (var profit in netProfits)
        {
            gained += Math.Max(profit, 0);
            lost += Math.Max(-profit, 0);
            wins += profit > 0 ? 1 : 0;
            losses += profit < 0 ? 1 : 0;
        }

        return wins == 0 || losses == 0 ? null : ReturnStatistics.Finite(gained / wins / (lost / losses));
    }
}
