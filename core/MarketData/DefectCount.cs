namespace Serverless.Core.MarketData;

/// <summary>How often an import met a defect and did the same about it.</summary>
/// <param name="Defect">Kind of defect.</param>
/// <param name="Action">What was done.</param>
/// <param name="Count">How often, at least 1.</param>
public sealed record DefectCount(DataDefect Defect, DefectAction Action, int Count);
