using Serverless.Core.Configuration;
using Serverless.Core.Regimes;
using static Serverless.Core.Configuration.ConfigurationTypes;

namespace Serverless.Core.Backtesting.Models;

/// <summary>The keys of regimes: what they are read from, and how.</summary>
internal static class RegimeSchema
{
    private static readonly ConfigurationType<int> Days = Whole(1, 5_000);
    private static readonly ConfigurationType<double> Band = Number(min: 0);

    public static ConfigurationType<PlatformConfiguration> Regimes { get; } = new ConfigurationRecord<PlatformConfiguration>(new())
        .Key("sources", Sources, platform => platform.RegimeSources, (platform, value) => platform with { RegimeSources = value },
            "The series that they are read from; null where there is none.")
        .Key("equity", Trend(TrendOptions.Equity), platform => platform.Regimes.Equity, (platform, value) => With(platform, platform.Regimes with { Equity = value }),
            "BULL above the average with positive momentum, BEAR below it with negative, NEUTRAL otherwise.")
        .Key("volatility", Volatility, platform => platform.Regimes.Volatility, (platform, value) => With(platform, platform.Regimes with { Volatility = value }),
            "LOW, NORMAL and HIGH by the volatility index.")
        .Key("crypto", Trend(TrendOptions.Crypto), platform => platform.Regimes.Crypto, (platform, value) => With(platform, platform.Regimes with { Crypto = value }),
            "RISK_ON above the average with positive momentum, RISK_OFF otherwise.")
        .Key("macro", Macro, platform => platform.Regimes.Macro, (platform, value) => With(platform, platform.Regimes with { Macro = value }),
            "EXPANSION, SLOWDOWN and RECESSION by purchasing managers' index and curve slope.")
        .Key("stale_after_hours", Number(min: 0, max: 100_000),
            platform => platform.Regimes.StaleAfter.TotalHours,
            (platform, value) => With(platform, platform.Regimes with { StaleAfter = TimeSpan.FromHours(value) }),
            "Hours that the next figure may be overdue before the default holds.")
        .Key("defaults", Defaults, platform => platform.Regimes, With, "What holds when a regime cannot be read.");

    private static ConfigurationType<RegimeSources> Sources => new ConfigurationRecord<RegimeSources>(new())
        .Key("equity", OptionalText, one => one.Equity, (one, value) => one with { Equity = value }, "Daily bars of the equity market.")
        .Key("volatility_index", OptionalText, one => one.VolatilityIndex, (one, value) => one with { VolatilityIndex = value },
            "Daily volatility index; without one, realised volatility of the equity market stands in.")
        .Key("crypto", OptionalText, one => one.Crypto, (one, value) => one with { Crypto = value }, "Daily bars of the crypto market.")
        .Key("pmi", OptionalText, one => one.Pmi, (one, value) => one with { Pmi = value }, "Purchasing managers' index.")
        .Key("curve_slope", OptionalText, one => one.CurveSlope, (one, value) => one with { CurveSlope = value },
            "Slope of the yield curve, in percentage points.");

    private static ConfigurationType<VolatilityOptions> Volatility => new ConfigurationRecord<VolatilityOptions>(new())
        .Key("low_below", Number(above: 0), one => one.LowBelow, (one, value) => one with { LowBelow = value }, "Index below which volatility is low.")
        .Key("high_above", Number(above: 0), one => one.HighAbove, (one, value) => one with { HighAbove = value }, "Index above which it is high.")
        .Key("band", Band, one => one.Band, (one, value) => one with { Band = value },
            "How far it must fall below a threshold that it rose above before the lower regime shows again.")
        .Key("confirmation_days", Days, one => one.ConfirmationDays, (one, value) => one with { ConfirmationDays = value },
            "Days in a row on which another regime must show before it is adopted.")
        .Rule("high_above", one => one.HighAbove > one.LowBelow ? null : FormattableString.Invariant($"it must be above low_below, {one.LowBelow}."))
        .Rule("band", one => one.HighAbove > one.LowBelow && one.Band >= one.HighAbove - one.LowBelow
            ? FormattableString.Invariant($"it must be below the distance of the thresholds, {one.HighAbove - one.LowBelow}.")
            : null);

    private static ConfigurationType<MacroOptions> Macro => new ConfigurationRecord<MacroOptions>(new())
        .Key("contraction_below", Number(), one => one.ContractionBelow, (one, value) => one with { ContractionBelow = value },
            "Index below which the economy contracts.")
        .Key("recession_below", Number(), one => one.RecessionBelow, (one, value) => one with { RecessionBelow = value },
            "Index below which it is in recession.")
        .Key("pmi_band", Band, one => one.PmiBand, (one, value) => one with { PmiBand = value },
            "How far above a threshold that it fell below the index must come to count as above again.")
        .Key("inverted_below", Number(), one => one.InvertedBelow, (one, value) => one with { InvertedBelow = value },
            "Slope below which the curve is inverted, in percentage points.")
        .Key("slope_band", Band, one => one.SlopeBand, (one, value) => one with { SlopeBand = value },
            "How far above it an inverted curve must come to count as normal again.")
        .Key("confirmation_days", Days, one => one.ConfirmationDays, (one, value) => one with { ConfirmationDays = value },
            "Publications in a row, of either figure, at which another regime must show before it is adopted.")
        .Rule("recession_below", one => one.RecessionBelow < one.ContractionBelow
            ? null
            : FormattableString.Invariant($"it must be below contraction_below, {one.ContractionBelow}."));

    private static ConfigurationType<RegimeOptions> Defaults => new ConfigurationRecord<RegimeOptions>(new())
        .Key("equity", Choice<EquityRegime>(), one => one.EquityDefault, (one, value) => one with { EquityDefault = value }, "Equity regime.")
        .Key("volatility", Choice<VolatilityLevel>(), one => one.VolatilityDefault, (one, value) => one with { VolatilityDefault = value }, "Volatility regime.")
        .Key("crypto", Choice<CryptoRegime>(), one => one.CryptoDefault, (one, value) => one with { CryptoDefault = value }, "Crypto regime.")
        .Key("macro", Choice<MacroRegime>(), one => one.MacroDefault, (one, value) => one with { MacroDefault = value }, "Macro regime.");

    private static ConfigurationType<TrendOptions> Trend(TrendOptions initial) => new ConfigurationRecord<TrendOptions>(initial)
        .Key("average_days", Whole(2, 5_000), one => one.AverageDays, (one, value) => one with { AverageDays = value }, "Days of the moving average.")
        .Key("short_momentum_days", Days, one => one.ShortMomentumDays, (one, value) => one with { ShortMomentumDays = value }, "Days of the shorter momentum.")
        .Key("long_momentum_days", Days, one => one.LongMomentumDays, (one, value) => one with { LongMomentumDays = value }, "Days of the longer momentum.")
        .Key("trend_band", Band, one => one.TrendBand, (one, value) => one with { TrendBand = value },
            "Price ÷ average − 1 that a price which fell below its average must exceed to count as above again.")
        .Key("momentum_band", Band, one => one.MomentumBand, (one, value) => one with { MomentumBand = value },
            "Momentum that one which turned negative must exceed to count as positive again.")
        .Key("confirmation_days", Days, one => one.ConfirmationDays, (one, value) => one with { ConfirmationDays = value },
            "Days in a row on which another regime must show before it is adopted.")
        .Rule("long_momentum_days", one => one.LongMomentumDays < one.ShortMomentumDays
            ? $"it must not be below short_momentum_days, {one.ShortMomentumDays}."
            : null);

    private static PlatformConfiguration With(PlatformConfiguration platform, RegimeOptions options) => platform with { Regimes = options };
}
