namespace Serverless.Core.Time;

/// <summary>Kind of market, as far as it decides when bars exist.</summary>
public enum Market
{
    /// <summary>Crypto-assets: open every hour of every day.</summary>
    Crypto,

    /// <summary>United States equities: regular sessions of 6.5 hours on about 252 days a year.</summary>
    UsEquities,

    /// <summary>Index and macro-economic figures published in the United States on its business days (VIX, T10Y2Y, PMI): to be read, not
    /// traded.</summary>
    Macro,
}
