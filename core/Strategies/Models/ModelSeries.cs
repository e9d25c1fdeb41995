using Serverless.Core.Indicators;

namespace Serverless.Core.Strategies.Models;

/// <summary>Bars of one asset as they were known at the time of a decision. What comes after cannot be asked for.</summary>
public readonly ref struct ModelSeries
{
    private readonly IndicatorSet indicators;

    internal ModelSeries(IndicatorSet indicators, int count) => (this.indicators, Count) = (indicators, count);

    /// <summary>Number of bars known.</summary>
    public int Count { get; }

    /// <summary>UTC open times in ticks.</summary>
    public ReadOnlySpan<long> OpenTicks => indicators.Bars.OpenTicks[..Count];

    /// <summary>Closing prices.</summary>
    public ReadOnlySpan<double> Close => indicators.Bars.Close[..Count];

    /// <summary>Highest prices.</summary>
    public ReadOnlySpan<double> High => indicators.Bars.High[..Count];

    /// <summary>Lowest prices.</summary>
    public ReadOnlySpan<double> Low => indicators.Bars.Low[..Count];

    /// <summary>Traded quantities.</summary>
    public ReadOnlySpan<double> Volume => indicators.Bars.Volume[..Count];

    /// <summary>A column of a feature; its values depend on bars up to theirs only.</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="output">Which of its columns.</param>
    /// <exception cref="ArgumentException">The arguments are out of range.</exception>
    public ReadOnlySpan<double> Column(Feature feature, FeatureArguments arguments, int output = 0)
    {
        ArgumentNullException.ThrowIfNull(feature);
        return feature.FindProblem(arguments) is { } problem
            ? throw new ArgumentException(problem, nameof(arguments))
            : indicators.Column(feature, arguments, output)[..Count];
    }

    /// <summary>Value of a column at the newest bar, or at one before it; NaN where there is none.</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="output">Which of its columns.</param>
    /// <param name="before">How many bars before the newest.</param>
    public double Last(Feature feature, FeatureArguments arguments, int output = 0, int before = 0) =>
        Column(feature, arguments, output) is var column && column.Length > before ? column[^(before + 1)] : double.NaN;
}
