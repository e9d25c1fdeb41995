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
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.StepDays < settings.TestDays)
        {
            throw new ArgumentException(
                $"StepDays ({settings.StepDays}) is below TestDays ({settings.TestDays}): test parts would overlap.", nameof(settings));
        }

        var windows = new List<WalkForwardWindow>();
        if (bars.Count == 0)
            return windows;
        var first = bars.OpenTime(0);
        var covered = bars.OpenTime(bars.Count - 1) + bars.Timeframe.Length();
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
