using Serverless.Core.Metrics;
using Serverless.Core.Reporting.Documents;

namespace Serverless.Core.Reporting.TearSheets;

/// <summary>What the run would leave at other capitals, after the impact of its own orders.</summary>
internal static class CapacitySection
{
    private static readonly string Convention =
        "Square-root law: an order costs σ √(its value ÷ value traded in a day) of its value, σ the deviation of daily returns (Almgren et al., 2005; Tóth et al., 2011), "
        + "on top of the run's own costs. Returns a year are sums, not compounded. Capacity is the smaller of the capital where half is left and the one where the largest "
        + $"order is {Words.Percent(Capacity.MostOfDay)} of a day; beyond, the law is an extrapolation.";

    public static ReportSection? Of(SheetFigures figures)
    {
        var run = figures.Run;
        if (run.Fills.Count == 0)
            return null;
        return new ReportSection("capacity", "Capacity", figures.Impact switch
        {
            null => [new ProseBlock($"Not enough data: {figures.ImpactMissing}.")],
            { Capacity: null } => [new ProseBlock("No order of the run moves a price.")],
            { Capacity.BreakEven: 0 } => [new ProseBlock("The run earns nothing that the impact of its orders could take.")],
            { Capacity: { } capacity } impact => [new TableBlock(Table(figures, impact, capacity)), new ProseBlock(Convention)],
        });
    }

    private static ReportTable Table(SheetFigures figures, RunImpact impact, Capacity capacity)
    {
        var curve = figures.Run.Curve;
        var gain = curve.Returns.Sum() * curve.PeriodsPerYear / curve.Returns.Length;
        (string Name, double Capital)[] rows =
        [
            ("as run", curve.Initial),
            ($"largest order {Words.Percent(Capacity.MostOfDay)} of a day", capacity.Participation),
            ("half is left", capacity.HalfOfGain),
            ("most profit in money", capacity.MostProfit),
            ("nothing is left", capacity.BreakEven),
        ];
        return new ReportTable(
            "capacity-table",
            "The run at other capitals, each held constant, after the impact of its own orders.",
            ["Capital", "Amount", "Impact takes", "Return a year", "Profit a year", "Largest order, of a day"],
            [.. rows.OrderBy(row => row.Capital).Select(row => (Cell[])
            [
                Cell.Text(row.Name),
                Cell.Money(row.Capital),
                Cell.Percent(capacity.ShareTaken(row.Capital)),
                figures.OfSpan(CellKind.Percent, gain * (1 - capacity.ShareTaken(row.Capital))),
                figures.OfSpan(CellKind.Money, gain * (1 - capacity.ShareTaken(row.Capital)) * row.Capital),
                Cell.Percent(impact.LargestOrder(row.Capital)),
            ])]);
    }
}
