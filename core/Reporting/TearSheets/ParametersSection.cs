using Serverless.Core.Reporting.Documents;
using Serverless.Core.Reporting.Runs;

namespace Serverless.Core.Reporting.TearSheets;

/// <summary>All that decided the run beside bars and code.</summary>
internal static class ParametersSection
{
    public static ReportSection Of(SheetFigures figures) => new(
        "parameters",
        "Parameters",
        [
            new ProseBlock($"The configuration with all defaults written out; hash {figures.Run.ConfigurationHash}."),
            new TableBlock(new ReportTable(
                "configuration",
                "Every key and its value.",
                ["Key", "Value"],
                [.. FlatConfiguration.Of(figures.Run.Configuration).Select(fact => (Cell[])[Cell.Text(fact.Name), Cell.Text(fact.Value)])])),
        ]);
}
