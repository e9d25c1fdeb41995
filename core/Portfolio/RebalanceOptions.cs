namespace Serverless.Core.Portfolio;

/// <summary>Which differences between held and wanted weights are worth a trade.</summary>
/// <param name="Band">Smallest change of a weight, as a share of net asset value; closing a position is exempt. 0 or more.</param>
/// <param name="MinTradeValue">Smallest trade in quote currency, such as a broker's minimum. 0 or more.</param>
public sealed record RebalanceOptions(double Band = 0, double MinTradeValue = 0)
{
    /// <summary>Why these options cannot be used, or null when they can.</summary>
    public string? FindProblem() =>
        !(Band >= 0) || !double.IsFinite(Band) ? FormattableString.Invariant($"rebalance.band is {Band}; it must be a number of 0 or more.")
        : !(MinTradeValue >= 0) || !double.IsFinite(MinTradeValue)
            ? FormattableString.Invariant($"rebalance.minTradeValue is {MinTradeValue}; it must be a number of 0 or more.")
        : null;
}
