namespace Serverless.Core.Risk;

/// <summary>Names of limits in <see cref="Portfolio.WeightAdjustment"/>, in their order of application.</summary>
public static class RiskLimitNames
{
    /// <summary>Net asset value that is not positive.</summary>
    public const string NetAssetValue = "net asset value";

    /// <summary><see cref="RiskLimits.Drawdown"/>.</summary>
    public const string Drawdown = "drawdown";

    /// <summary><see cref="RiskLimits.DailyLoss"/>.</summary>
    public const string DailyLoss = "daily loss";

    /// <summary><see cref="RiskLimits.MaxAsset"/> or <see cref="RiskLimits.MaxByAsset"/>.</summary>
    public const string Asset = "asset";

    /// <summary><see cref="RiskLimits.MaxTop"/>.</summary>
    public const string Concentration = "concentration";

    /// <summary><see cref="RiskLimits.MaxByClass"/>.</summary>
    public const string Class = "asset class";

    /// <summary><see cref="RiskLimits.MaxGross"/>.</summary>
    public const string Gross = "gross";

    /// <summary><see cref="RiskLimits.MaxNet"/>.</summary>
    public const string Net = "net";

    /// <summary>Subject of limits on all assets together.</summary>
    public const string Portfolio = "portfolio";
}
