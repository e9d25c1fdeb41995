namespace Serverless.Core.Reporting.Documents;

/// <summary>The figures that are read first.</summary>
/// <param name="Figures">In order.</param>
public sealed record FiguresBlock(IReadOnlyList<ReportFigure> Figures) : ReportBlock;
