namespace Serverless.Core.Regimes;

/// <summary>How the volatility regime is read from a volatility index.</summary>
public sealed record VolatilityOptions
{
    /// <summary>Below it volatility is low, in percentage points; positive.</summary>
    public double LowBelow { get; init; } = 15;

    /// <summary>Above it volatility is high; above <see cref="LowBelow"/>.</summary>
    public double HighAbove { get; init; } = 25;

    /// <summary>How far the index must fall below a threshold that it rose above before the lower regime shows again; less than the distance of
    /// both.</summary>
    public double Band { get; init; } = 1;

    /// <summary>Days in a row on which another regime must show before it is adopted; at least 1.</summary>
    public int ConfirmationDays { get; init; } = 2;

    internal string? FindProblem(string key)
    {
        if (!(LowBelow > 0) || !double.IsFinite(LowBelow))
            return FormattableString.Invariant($"{key}.lowBelow is {LowBelow}; it must be a positive number.");
        if (!(HighAbove > LowBelow) || !double.IsFinite(HighAbove))
            return FormattableString.Invariant($"{key}.highAbove is {HighAbove}; it must be above lowBelow, {LowBelow}.");
        if (!(Band < HighAbove - LowBelow))
            return FormattableString.Invariant($"{key}.band is {Band}; it must be below the distance of the thresholds, {HighAbove - LowBelow}.");
        return RegimeOptions.NotNegative($"{key}.band", Band) ?? RegimeOptions.AtLeastOne($"{key}.confirmationDays", ConfirmationDays);
    }
}
