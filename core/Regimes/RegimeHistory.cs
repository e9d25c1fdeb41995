using Serverless.Core.MarketData;

namespace Serverless.Core.Regimes;

/// <summary>
/// The four regimes at any time, read from data as they became known: an answer for a time depends on nothing published after it. Regimes
/// change with hysteresis: a threshold is crossed towards caution at its nominal value, back only beyond a band, and a change is adopted
/// only once it has shown on some days in a row. Immutable and thread-safe.
/// </summary>
public sealed class RegimeHistory
{
    private readonly RegimeOptions options;
    private readonly RegimeTimeline<EquityRegime> equity;
    private readonly RegimeTimeline<VolatilityLevel> index;
    private readonly RegimeTimeline<VolatilityLevel> realised;
    private readonly RegimeTimeline<CryptoRegime> crypto;
    private readonly RegimeTimeline<MacroRegime> macro;

    /// <summary>Reads the inputs, in O(n log n).</summary>
    /// <exception cref="ArgumentException">Options cannot be used, or bars are not daily; the message names the key or the symbol.</exception>
    public RegimeHistory(RegimeInputs inputs, RegimeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        this.options = options ??= new RegimeOptions();
        if (options.FindProblem() is { } problem)
            throw new ArgumentException($"Regime options: {problem}", nameof(options));
        ThrowIfNotDaily(inputs.Equity);
        ThrowIfNotDaily(inputs.Crypto);
        equity = inputs.Equity is { } stocks ? TrendReader.Equity(stocks, options.Equity) : new("", []);
        realised = inputs.Equity is { } market ? VolatilityReader.Realised(market, options.Volatility) : new("", []);
        index = inputs.VolatilityIndex is { } vix ? VolatilityReader.Index(vix, options.Volatility) : new("", []);
        crypto = inputs.Crypto is { } coins ? TrendReader.Crypto(coins, options.Crypto) : new("", []);
        macro = inputs is { Pmi: { } pmi, CurveSlope: { } slope } ? MacroReader.Read(pmi, slope, options.Macro) : new("", []);
    }

    /// <summary>The regimes that were known at <paramref name="time"/>.</summary>
    public MarketRegimeState At(DateTimeOffset time)
    {
        var now = time.UtcTicks;
        return new MarketRegimeState(
            time.ToUniversalTime(),
            crypto.At(now, options.CryptoDefault, options.StaleAfter),
            equity.At(now, options.EquityDefault, options.StaleAfter),
            macro.At(now, options.MacroDefault, options.StaleAfter),
            VolatilityAt(now));
    }

    private RegimeReading<VolatilityLevel> VolatilityAt(long now)
    {
        var usual = index.At(now, options.VolatilityDefault, options.StaleAfter);
        if (usual.IsKnown)
            return usual;
        var substitute = realised.At(now, options.VolatilityDefault, options.StaleAfter);
        return substitute.IsKnown ? substitute with { Status = RegimeStatus.Substitute } : usual;
    }

    private static void ThrowIfNotDaily(BarSeries? bars)
    {
        if (bars is not null && bars.Timeframe != Timeframe.D1)
            throw new ArgumentException($"{bars.Symbol} has {bars.Timeframe} bars; regimes are read from daily ones: resample it.", nameof(bars));
    }
}
