using System.Collections.Immutable;
using Serverless.Core.Backtesting.Runs;
using Serverless.Core.Configuration;
using static Serverless.Core.Configuration.ConfigurationTypes;

namespace Serverless.Core.Backtesting.Models;

/// <summary>The keys of instruments and of their classes.</summary>
internal static class PlatformAssetSchema
{
    public static ConfigurationType<ImmutableSortedDictionary<string, AssetClass>> Classes { get; } = Named(
        "asset class",
        AssetClass.Usual.Select(usual => (usual.Key, (ConfigurationType<AssetClass>)Class(usual.Value, isKnown: true))),
        Class(new AssetClass(), isKnown: false));

    public static ConfigurationType<ImmutableSortedDictionary<string, PlatformAsset>> Assets(PlatformNames names) => Named(
        "asset",
        PlatformAsset.Usual.Select(usual => (usual.Key, (ConfigurationType<PlatformAsset>)Asset(usual.Value, names, isKnown: true))),
        Asset(new PlatformAsset(AssetClass.Equity), names, isKnown: false));

    private static ConfigurationRecord<PlatformAsset> Asset(PlatformAsset initial, PlatformNames names, bool isKnown) =>
        new ConfigurationRecord<PlatformAsset>(initial)
            .Key("class", names.Class, asset => asset.Class, (asset, value) => asset with { Class = value },
                "Its class, which says calendar and costs and may have a limit.", isRequired: !isKnown)
            .Key("instrument", BrokerSchema.Instrument, asset => asset.Instrument, (asset, value) => asset with { Instrument = value },
                "What its venue accepts.");

    private static ConfigurationRecord<AssetClass> Class(AssetClass initial, bool isKnown) => new ConfigurationRecord<AssetClass>(initial)
        .Key("market", RunSchema.TradedMarkets, one => one.Market, (one, value) => one with { Market = value },
            "The calendar.", isRequired: !isKnown)
        .Key("commission", CostSchema.Commission, one => one.Commission, (one, value) => one with { Commission = value }, "Fees.")
        .Shorthand("commission_bps", "commission", CostSchema.Bps,
            (one, value) => one with { Commission = new CommissionModel.BasisPoints { Bps = value } },
            "Commission in basis points of the value.")
        .Key("slippage", CostSchema.Slippage, one => one.Slippage, (one, value) => one with { Slippage = value }, "Slippage of orders.")
        .Shorthand("slippage_bps", "slippage", CostSchema.Bps,
            (one, value) => one with { Slippage = new SlippageModel.BasisPoints { Bps = value } },
            "Slippage in basis points of the price.")
        .Key("funding", CostSchema.Funding, one => one.Funding, (one, value) => one with { Funding = value }, "Funding of perpetual contracts.")
        .Key("borrow_rate", Number(min: 0), one => one.BorrowRate, (one, value) => one with { BorrowRate = value },
            "Yearly fee on the value sold short; 0.05 is 5 %.");
}
