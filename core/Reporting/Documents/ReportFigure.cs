using Serverless.Core.Metrics;

namespace Serverless.Core.Reporting.Documents;

/// <summary>A figure with its uncertainty.</summary>
/// <param name="Name">Its name, as in the glossary.</param>
/// <param name="Value">The figure.</param>
/// <param name="Interval">Interval of 95 %; null where there is none.</param>
public sealed record ReportFigure(string Name, Cell Value, ConfidenceInterval? Interval = null);
