namespace Serverless.Core.MarketData;

/// <summary>What came of reading one file: the bars that are good, and every defect with its place.</summary>
/// <param name="Source">The file, and what was declared about it.</param>
/// <param name="Series">The bars; null when the file was refused.</param>
/// <param name="Issues">Every defect, in the order in which it was found; the cause of a refusal is the last.</param>
/// <param name="Rows">Data rows that were read, blank lines not counted.</param>
/// <param name="Quarantined">Rows that were left out.</param>
public sealed record DataImport(BarSource Source, BarSeries? Series, IReadOnlyList<DataIssue> Issues, int Rows, int Quarantined);
