namespace Serverless.Core.MarketData.Quality;

/// <summary>A stretch of bars that shows one defect.</summary>
/// <param name="Defect">Kind of defect.</param>
/// <param name="FirstBar">First bar that it concerns; for a gap, a split or another company's bars, the last bar before.</param>
/// <param name="LastBar">Last bar that it concerns, inclusive; for those, the first bar after.</param>
/// <param name="Value">Its size; <see cref="DataDefect"/> tells the unit: bars of a run, missing bars of a gap, the ratio of prices or
/// volumes.</param>
/// <param name="Reason">The finding in words, with the values that show it.</param>
public sealed record QualityFinding(DataDefect Defect, int FirstBar, int LastBar, double Value, string Reason);
