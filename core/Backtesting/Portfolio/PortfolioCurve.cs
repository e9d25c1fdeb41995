namespace Serverless.Core.Backtesting.Portfolio;

/// <summary>What the account was at each step that was traded.</summary>
internal sealed class PortfolioCurve(int count, int members)
{
    private int recorded;

    public int Count => count;

    public double[] Equity { get; } = new double[count];

    public double[] Cash { get; } = new double[count];

    public double[] Exposure { get; } = new double[count];

    public double[] Margin { get; } = new double[count];

    /// <summary>Profit of each strategy so far.</summary>
    public double[][] Profits { get; } = [.. Enumerable.Range(0, members).Select(_ => new double[count])];

    /// <summary>Steps at which a position was held before the decision.</summary>
    public int ExposedSteps { get; private set; }

    public void Record(int index, SharedAccount account, MemberDesk[] desks)
    {
        if (index == recorded)
        {
            recorded++;
            ExposedSteps += account.OpenPositions > 0 ? 1 : 0;
        }

        Equity[index] = account.Equity;
        Cash[index] = account.Cash;
        Exposure[index] = account.Exposure;
        Margin[index] = account.Margin;
        for (var i = 0; i < desks.Length; i++)
            Profits[i][index] = desks[i].Profit;
    }
}
