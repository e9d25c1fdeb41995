namespace Serverless.Core.Execution.Accounts;

/// <summary>
/// What a run cost, in quote currency, line by line: the equity without costs on the same fills, less the equity, is their sum.
/// </summary>
/// <param name="Commission">Fees of all fills, rebates deducted.</param>
/// <param name="Slippage">Difference between prices and quotes of all fills.</param>
/// <param name="Funding">Funding paid, less received.</param>
/// <param name="Borrow">Paid for what was sold short.</param>
public readonly record struct CostLines(double Commission, double Slippage, double Funding, double Borrow)
{
    /// <summary>Sum of the lines.</summary>
    public double Total => Commission + Slippage + Funding + Borrow;

    /// <summary>Line by line, the sum of what several cost.</summary>
    public static CostLines Sum(IEnumerable<CostLines> all)
    {
        ArgumentNullException.ThrowIfNull(all);
        return all.Aggregate(default(CostLines), (sum, costs) => new CostLines(
            sum.Commission + costs.Commission, sum.Slippage + costs.Slippage, sum.Funding + costs.Funding, sum.Borrow + costs.Borrow));
    }
}
