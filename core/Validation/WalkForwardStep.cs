using System.Collections.Immutable;

namespace Serverless.Core.Validation;

/// <summary>One window in figures: what was chosen in-sample, and what became of it out-of-sample.</summary>
public sealed record WalkForwardStep
{
    /// <summary>The window.</summary>
    public required WalkForwardWindow Window { get; init; }

    /// <summary>What was chosen on the training part; null without figures.</summary>
    public ImmutableSortedDictionary<string, double>? Parameters { get; init; }

    /// <summary>Annualised Sharpe ratio of these parameters on the training part; null where undefined.</summary>
    public double? InSampleSharpe { get; init; }

    /// <summary>The same on the test part.</summary>
    public double? OutOfSampleSharpe { get; init; }

    /// <summary>Total return on the training part; null without figures.</summary>
    public double? InSampleReturn { get; init; }

    /// <summary>Total return on the test part; null without figures.</summary>
    public double? OutOfSampleReturn { get; init; }

    /// <summary>Return per bar in the test part ÷ return per bar in the training part; null when the training part did not gain.</summary>
    public double? Efficiency { get; init; }

    /// <summary>Trades closed in the test part.</summary>
    public int Trades { get; init; }

    /// <summary>Why there are no figures; null when there are.</summary>
    public string? Reason { get; init; }

    /// <summary>The figures of a window.</summary>
    public static WalkForwardStep Of(WindowResult window)
    {
        ArgumentNullException.ThrowIfNull(window);
        return new WalkForwardStep
        {
            Window = window.Window,
            Parameters = window.Parameters,
            InSampleSharpe = window.InSample?.Sharpe,
            OutOfSampleSharpe = window.OutOfSample?.Sharpe,
            InSampleReturn = window.InSample?.TotalReturn,
            OutOfSampleReturn = window.OutOfSample?.TotalReturn,
            Efficiency = EfficiencyOf([window]),
            Trades = window.Trades.Count,
            Reason = window.Reason,
        };
    }

    /// <summary>See <see cref="WalkForwardAnalysis.Efficiency"/>.</summary>
    internal static double? EfficiencyOf(IReadOnlyList<WindowResult> windows)
    {
        var inSample = windows.Sum(window => window.InSample?.TotalReturn ?? 0) / windows.Sum(window => window.InSample?.Bars ?? 0);
        var outOfSample = windows.Sum(window => window.OutOfSample?.TotalReturn ?? 0) / windows.Sum(window => window.OutOfSample?.Bars ?? 0);
        return inSample > 0 ? outOfSample / inSample : null;
    }
}
