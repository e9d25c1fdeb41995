using System.Globalization;
using Serverless.Core.Regimes;

namespace Serverless.Functions.Entities;

/// <summary>What is known of a symbol's regime.</summary>
public sealed record RegimeState
{
    // The specification's 20 %; and a band, without which a volatility at the border of two quarters would change them every few hours.
    private const double LargeMove = 0.2;
    private const double Band = 0.05;

    /// <summary>The newest classification; null before the first.</summary>
    public RegimeSnapshot? Current { get; init; }

    /// <summary>The regime before the last change; null when there was none.</summary>
    public VolatilityRegime? Previous { get; init; }

    /// <summary>Time of the classification since which the regime is the present one.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The classification that later ones are compared with: the first with a regime, or that of the last change that counted.</summary>
    public RegimeSnapshot? Anchor { get; init; }

    /// <summary>The last change that counted; null while there was none.</summary>
    public RegimeChange? LastChange { get; init; }

    /// <summary>
    /// The state once <paramref name="snapshot"/> is known; one of an earlier time changes nothing. A change counts when the volatility is more than
    /// 20 % away from where it was when the last one counted, or in another quarter and more than 5 % away.
    /// </summary>
    public (RegimeState State, RegimeChange? Change) After(RegimeSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (Current is { } current && snapshot.AsOf < current.AsOf)
            return (this, null);
        var state = Current?.Regime == snapshot.Regime
            ? this with { Current = snapshot }
            : this with { Current = snapshot, Previous = Current?.Regime, Since = snapshot.AsOf };
        if (snapshot is { Regime: VolatilityRegime.Unknown } or { RealisedVolatility: null })
            return (state, null);
        if (Anchor is not { } anchor)
            return (state with { Anchor = snapshot }, null);
        // Against shares of the anchor: one of zero, of a price that stood still, divides nothing.
        var move = Math.Abs(snapshot.RealisedVolatility.Value - anchor.RealisedVolatility!.Value);
        var isLarge = move > LargeMove * anchor.RealisedVolatility.Value;
        var isOther = snapshot.Regime != anchor.Regime && move > Band * anchor.RealisedVolatility.Value;
        if (!isLarge && !isOther)
            return (state, null);
        var change = new RegimeChange(snapshot.Symbol, Text(anchor), Text(snapshot), snapshot.AsOf);
        return (state with { Anchor = snapshot, LastChange = change }, change);
    }

    private static string Text(RegimeSnapshot snapshot) =>
        string.Create(CultureInfo.InvariantCulture, $"{snapshot.Regime} at {snapshot.RealisedVolatility:P1}");
}
