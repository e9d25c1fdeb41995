using Serverless.Core.MarketData;

namespace Serverless.Core.Optimization.Trials;

/// <summary>The bars of a series that a search sees, and those after them that it does not.</summary>
/// <param name="Train">Bars that trials run on.</param>
/// <param name="Test">Later bars, on which the best set is tried once; may be empty.</param>
public sealed record DataSplit(Range Train, Range Test)
{
    /// <summary>Number of bars that trials run on.</summary>
    public int TrainBars => Train.End.Value - Train.Start.Value;

    /// <summary>Number of bars kept back.</summary>
    public int TestBars => Test.End.Value - Test.Start.Value;

    /// <summary>Cuts the last days of a series, in order of time.</summary>
    public static DataSplit Of(BarSeries bars, OptimizationSettings settings)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(settings);
        var used = bars.Last(TimeSpan.FromDays(settings.HistoryDays)).Count;
        var cut = bars.Count - (int)(used * settings.TestShare);
        return new DataSplit((bars.Count - used)..cut, cut..bars.Count);
    }
}
