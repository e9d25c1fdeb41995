namespace Serverless.Core.Backtesting.Runs;

/// <summary>One payment of funding.</summary>
public sealed record FundingPayment
{
    /// <summary>When it falls due, UTC.</summary>
    public DateTime Time { get; init; }

    /// <summary>What a long pays, as a share of the value; negative when shorts pay.</summary>
    public double Rate { get; init; }
}
