namespace Serverless.Core.Execution.Costs;

/// <summary>What the broker takes for a trade. Implementations are structs, so that the engine calls them directly.</summary>
public interface ICommission
{
    /// <summary>Fee in quote currency for a trade at <paramref name="price"/>; a rebate is negative.</summary>
    double Fee(in FillQuote fill, double price);

    /// <summary>
    /// The part of the fee that grows with value, as a share of it: what a full position leaves room for. Fees per trade are not part of it.
    /// </summary>
    double Rate(double price);
}
