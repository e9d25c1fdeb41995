using Serverless.Core.Metrics;
using Serverless.Core.Reporting.Documents;
using Serverless.Core.Reporting.Runs;

namespace Serverless.Core.Reporting.TearSheets;

/// <summary>What was run, on what, by which conventions; hashes by which it can be found and repeated.</summary>
internal static class RunSection
{
    private const int HashDigits = 12;

    public static ReportSection Of(SheetFigures figures)
    {
        var run = figures.Run;
        var facts = new List<ReportFact> { new("Run", run.RunId) };
        foreach (var sleeve in run.Sleeves)
            facts.Add(new ReportFact(sleeve.Name, $"{(sleeve.Version is { } version ? $"version {version}, " : "")}{Budget(sleeve)}"));
        foreach (var symbol in run.Symbols)
            facts.Add(new ReportFact(symbol.Symbol, $"{Words.Count(symbol.Rows)} {(symbol.Timeframe is { } length ? $"bars of {length}" : "figures")}, SHA-256 {Short(symbol.DataHash)}"));
        facts.AddRange(
        [
            new ReportFact("Traded", Words.Span(run.Curve)),
            new ReportFact("Equity", $"{Words.Money(run.Curve.Initial)} → {Words.Money(run.Curve.Equity[^1])}"),
            new ReportFact("Costs in all figures", $"{Words.Money(run.Costs.Total)}: commission {Words.Money(run.Costs.Commission)}, slippage {Words.Money(run.Costs.Slippage)}, funding {Words.Money(run.Costs.Funding)}, borrowing {Words.Money(run.Costs.Borrow)}"),
            new ReportFact("Steps in a year", $"{CellText.Number(CellKind.Number, run.Curve.PeriodsPerYear)}, by which figures are annualised"),
            new ReportFact("Risk-free rate", "0"),
            new ReportFact("Benchmark", figures.Options.Benchmark?.Name ?? "none"),
            new ReportFact("Examination", figures.Options.Evidence is { } evidence ? evidence.Source ?? "given" : "none"),
            new ReportFact("Results", Short(run.RunHash)),
            new ReportFact("Configuration", Short(run.ConfigurationHash)),
            new ReportFact("Data", Short(run.DataHash)),
            new ReportFact("Code", Words.Code(run.CodeVersion)),
        ]);
        return new ReportSection("run", "Run", [new FactsBlock(facts)]);
    }

    private static string Budget(RunSleeve sleeve)
    {
        var (low, high) = (sleeve.Budget.Min(), sleeve.Budget.Max());
        return low == high ? $"budget {Words.Percent(low)}" : $"budget {Words.Percent(low)} to {Words.Percent(high)}";
    }

    private static string Short(string hash) => hash.Length > HashDigits ? hash[..HashDigits] : hash;
}
