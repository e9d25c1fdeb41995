namespace Serverless.Core.MarketData;

/// <summary>What was missing in a series, and what was done about it. <c>Expected = Present + Filled + Absent</c>.</summary>
/// <param name="Expected">Bars that should exist.</param>
/// <param name="Present">Those that do.</param>
/// <param name="Filled">Those that were filled.</param>
/// <param name="Absent">Those that were left out.</param>
/// <param name="Unexpected">Bars that exist and should not; they stay.</param>
/// <param name="LongestGap">Most expected bars in a row that do not exist, filled or not.</param>
/// <param name="LongestFill">Most bars in a row that were filled.</param>
public sealed record MissingDataCounts(
    int Expected, int Present, int Filled, int Absent, int Unexpected, int LongestGap, int LongestFill);
