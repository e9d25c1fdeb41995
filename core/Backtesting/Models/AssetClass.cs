using System.Collections.Immutable;
using Serverless.Core.Backtesting.Runs;
using Serverless.Core.Time;

namespace Serverless.Core.Backtesting.Models;

/// <summary>Assets that trade alike: on one calendar, at the same costs.</summary>
public sealed record AssetClass
{
    /// <summary>Name of the class of United States equities.</summary>
    public const string Equity = "equity";

    /// <summary>Name of the class of crypto-assets.</summary>
    public const string Crypto = "crypto";

    /// <summary>Classes that need not be configured, by name: equities at 1 basis point and 2 of slippage, crypto at 10 and 5.</summary>
    public static ImmutableSortedDictionary<string, AssetClass> Usual { get; } = ImmutableSortedDictionary.CreateRange(
        StringComparer.Ordinal,
        [
            KeyValuePair.Create(Equity, new AssetClass
            {
                Market = Market.UsEquities,
                Commission = new CommissionModel.BasisPoints { Bps = 1 },
                Slippage = new SlippageModel.BasisPoints { Bps = 2 },
            }),
            KeyValuePair.Create(Crypto, new AssetClass()),
        ]);

    /// <summary>The calendar.</summary>
    public Market Market { get; init; } = Market.Crypto;

    /// <summary>Fees.</summary>
    public CommissionModel Commission { get; init; } = new CommissionModel.BasisPoints { Bps = 10 };

    /// <summary>Slippage of market orders.</summary>
    public SlippageModel Slippage { get; init; } = new SlippageModel.BasisPoints { Bps = 5 };

    /// <summary>Funding of perpetual contracts.</summary>
    public FundingPlan Funding { get; init; } = new();

    /// <summary>Yearly fee on what is sold short, as a share of its value.</summary>
    public double BorrowRate { get; init; }
}
