namespace Serverless.Core.Regimes;

/// <summary>How the macro regime is read from a purchasing managers' index and the slope of the yield curve.</summary>
public sealed record MacroOptions
{
    /// <summary>Index below which the economy contracts.</summary>
    public double ContractionBelow { get; init; } = 50;

    /// <summary>Index below which it is in recession; below <see cref="ContractionBelow"/>.</summary>
    public double RecessionBelow { get; init; } = 45;

    /// <summary>How far above a threshold that it fell below the index must come to count as above again; 0 or more.</summary>
    public double PmiBand { get; init; } = 0.5;

    /// <summary>Slope below which the curve is inverted, in percentage points.</summary>
    public double InvertedBelow { get; init; }

    /// <summary>How far above it an inverted curve must come to count as normal again; 0 or more.</summary>
    public double SlopeBand { get; init; } = 0.1;

    /// <summary>Publications in a row, of either figure, at which another regime must show before it is adopted; at least 1. The slope is
    /// published on every business day: 5 are a week.</summary>
    public int ConfirmationDays { get; init; } = 5;

    internal string? FindProblem(string key)
    {
        if (!double.IsFinite(ContractionBelow))
            return FormattableString.Invariant($"{key}.contractionBelow is {ContractionBelow}; it must be a finite number.");
        if (!(RecessionBelow < ContractionBelow) || !double.IsFinite(RecessionBelow))
            return FormattableString.Invariant($"{key}.recessionBelow is {RecessionBelow}; it must be below contractionBelow, {ContractionBelow}.");
        if (!double.IsFinite(InvertedBelow))
            return FormattableString.Invariant($"{key}.invertedBelow is {InvertedBelow}; it must be a finite number.");
        return RegimeOptions.NotNegative($"{key}.pmiBand", PmiBand)
            ?? RegimeOptions.NotNegative($"{key}.slopeBand", SlopeBand)
            ?? RegimeOptions.AtLeastOne($"{key}.confirmationDays", ConfirmationDays);
    }
}
