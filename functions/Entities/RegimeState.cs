using Serverless.Core.Regimes;

namespace Serverless.Functions.Entities;

/// <summary>What is known of a symbol's regime.</summary>
public sealed record RegimeState
{
    /// <summary>The newest classification; null before the first.</summary>
    public RegimeSnapshot? Current { get; init; }

    /// <summary>The regime before the last change; null when there was none.</summary>
    public VolatilityRegime? Previous { get; init; }

    /// <summary>Time of the classification since which the regime is the present one.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The state once <paramref name="snapshot"/> is known; one of an earlier time changes nothing.</summary>
    public RegimeState After(RegimeSnapshot snapshot)
    {
        if (Current is { } current && snapshot.AsOf < current.AsOf)
            return this;
        return Current?.Regime == snapshot.Regime
            ? this with { Current = snapshot }
            : new RegimeState { Current = snapshot, Previous = Current?.Regime, Since = snapshot.AsOf };
    }
}
