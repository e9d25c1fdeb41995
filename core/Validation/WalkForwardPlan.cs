using Serverless.Core.MarketData;

namespace Serverless.Core.Validation;

/// <summary>Cuts a series into walk-forward windows.</summary>
public static class WalkForwardPlan
{
    /// <summary>
    /// All windows whose test part the series covers to its end; none when it is too short. The first training part begins with the
    /// first bar.
    /// </summary>
    /// <exception cref="ArgumentException">Steps are shorter than test parts, which would test bars twice.</exception>
    public static IReadOnlyList<WalkForwardWindow> Create(BarSeries bars, WalkForwardSettings settings)
    {
        ArgumentNullException.ThrowIfNull(bars);
        return bars.Count == 0 ? [] : Create(bars.OpenTime(0), bars.OpenTime(bars.Count - 1) + bars.Timeframe.Length(), settings);
    }

    /// <summary>The same of a span of time.</summary>
    /// <param name="first">Where the first training part begins, UTC.</param>
    /// <param name="covered">No test part ends later.</param>
    /// <param name="settings">Lengths.</param>
    /// <exception cref="ArgumentException">Steps are shorter than test parts, which would test bars twice.</exception>
    public static IReadOnlyList<WalkForwardWindow> Create(DateTime first, DateTime covered, WalkForwardSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.StepDays < settings.TestDays)
        {
            throw new ArgumentException(
                $"StepDays ({settings.StepDays}) is below TestDays ({settings.TestDays}): test parts would overlap.", nameof(settings));
        }

        var windows = new List<WalkForwardWindow>();
        for (var index = 0; ; index++)
        {
            var shift = TimeSpan.FromDays((double)index * settings.StepDays);
            var trainEnd = first.AddDays(settings.TrainDays) + shift;
            var testStart = trainEnd.AddDays(settings.EmbargoDays);
            var testEnd = testStart.AddDays(settings.TestDays);
            if (testEnd > covered)
                return windows;
            var trainStart = settings.Mode == WalkForwardMode.Anchored ? first : first + shift;
            windows.Add(new WalkForwardWindow(index, trainStart, trainEnd, testStart, testEnd));
        }
    }
}
