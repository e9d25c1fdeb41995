using System.Text.Json.Serialization;

namespace Serverless.Core.Regimes;

/// <summary>What a regime was read from; null where it was not. Shares are fractions, 0.05 is 5 %. Rounded to six decimals.</summary>
/// <param name="Momentum">Return over the momentum horizons, their mean.</param>
/// <param name="Pmi">Purchasing managers' index.</param>
/// <param name="Slope">Slope of the yield curve, in percentage points.</param>
/// <param name="Trend">Price ÷ its average − 1.</param>
/// <param name="Vix">Volatility index, in percentage points.</param>
/// <param name="Volatility">Annualised realised volatility.</param>
public readonly record struct RegimeFigures(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Momentum = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Pmi = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Slope = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Trend = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Vix = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Volatility = null)
{
    // Dividing by a one with many zeros takes trailing zeros away: equal figures are equal bytes.
    internal static decimal? Of(double value) =>
        Math.Abs(value) < 1e15 ? Math.Round((decimal)value, 6) / 1.000000000000000000000000000m : null;
}
