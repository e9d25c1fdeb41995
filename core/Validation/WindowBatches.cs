using Serverless.Core.MarketData;

namespace Serverless.Core.Validation;

/// <summary>Groups walk-forward windows into pieces of work that are worth the cost of handing them out.</summary>
public static class WindowBatches
{
    /// <summary>
    /// Bar evaluations (bars times candidates) that a batch should have at least: some tens of milliseconds of work, against about
    /// a millisecond for scheduling an activity and storing its result.
    /// </summary>
    public const long TargetBarEvaluations = 2_000_000;

    /// <summary>Consecutive windows in batches of nearly equal size, each with at least <see cref="TargetBarEvaluations"/> where there are as many.</summary>
    public static IReadOnlyList<IReadOnlyList<WalkForwardWindow>> Plan(
        IReadOnlyList<WalkForwardWindow> windows, WalkForwardSettings settings, Timeframe timeframe)
    {
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentNullException.ThrowIfNull(settings);
        var total = windows.Sum(window => BarEvaluations(window, settings, timeframe));
        var batches = (int)Math.Clamp(total / TargetBarEvaluations, 1, Math.Max(1, windows.Count));
        return [.. Enumerable.Range(0, windows.Count == 0 ? 0 : batches).Select(batch =>
        {
            var start = (int)((long)batch * windows.Count / batches);
            var end = (int)((batch + 1L) * windows.Count / batches);
            return (IReadOnlyList<WalkForwardWindow>)[.. windows.Skip(start).Take(end - start)];
        })];
    }

    private static long BarEvaluations(WalkForwardWindow window, WalkForwardSettings settings, Timeframe timeframe)
    {
        var bar = timeframe.Length();
        var train = (long)((window.TrainEnd - window.TrainStart) / bar);
        var test = (long)((window.TestEnd - window.TestStart) / bar);
        return (train * settings.Candidates) + test;
    }
}
