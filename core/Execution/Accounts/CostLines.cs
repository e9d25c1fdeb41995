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
}
