using Serverless.Core.MarketData;
using Serverless.Core.Reporting.Documents;
using Serverless.Core.Reporting.Runs;
using Serverless.Core.Time;

namespace Serverless.Core.Reporting.TearSheets;

/// <summary>What the run was made of: bars that are missing, orders that were refused, what strategies warned of.</summary>
internal static class DataSection
{
    private const int Shown = 10;

    public static ReportSection Of(SheetFigures figures)
    {
        var run = figures.Run;
        var blocks = new List<ReportBlock>
        {
            new TableBlock(new ReportTable(
                "data-sets",
                "Series of the run, with the hash by which they can be found.",
                ["Symbol", "Timeframe", "Rows", "SHA-256"],
                [.. run.Symbols.Select(symbol => (Cell[])[Cell.Text(symbol.Symbol), Cell.Text(symbol.Timeframe?.ToString() ?? "figures"), Cell.Count(symbol.Rows), Cell.Text(symbol.DataHash)])])),
        };
        if (run.Warnings.Count > 0)
            blocks.Add(new FindingsBlock("What a reader should know of the data", FindingKind.Caution, [.. run.Warnings.Select(warning => new Finding(FindingKind.Note, warning))]));
        if (run.Market is { } market)
            blocks.AddRange(Gaps(run, market));
        if (run.PathDependence is { } path)
            blocks.Add(new ProseBlock($"Order of high and low within bars was assumed in {Words.Count(path.AmbiguousBars)} bars; {Words.Percent(path.TradeShare)} of trades and {Words.Percent(path.ProfitShare)} of profits and losses depend on it."));
        blocks.AddRange(Messages(run.Messages));
        return new ReportSection("data", "Data quality", blocks);
    }

    private static IEnumerable<ReportBlock> Gaps(ReportRun run, Market market)
    {
        var (calendar, length) = (TradingCalendar.For(market), run.Timeframe.Length());
        var closes = run.Curve.CloseTicks;
        var gaps = new List<(long Before, long After, int Missing)>();
        for (var i = 1; i < closes.Length; i++)
        {
            if (closes[i] - closes[i - 1] > length.Ticks && calendar.CountExpected(length, closes[i - 1] - length.Ticks, closes[i] - length.Ticks) is > 0 and var missing)
                gaps.Add((closes[i - 1], closes[i], missing));
        }

        if (gaps.Count == 0)
        {
            yield return new ProseBlock("No bar is missing that the calendar of the market expects.");
            yield break;
        }

        var sum = gaps.Sum(gap => gap.Missing);
        yield return new TableBlock(new ReportTable(
            "data-gaps",
            $"{Words.Count(sum)} bars are missing in {Words.Count(gaps.Count)} gaps, {Words.Percent((double)sum / (sum + closes.Length))} of those expected; the {Math.Min(Shown, gaps.Count)} longest.",
            ["Last close before (UTC)", "Next close (UTC)", "Bars missing"],
            [.. gaps.OrderByDescending(gap => gap.Missing).ThenBy(gap => gap.Before).Take(Shown).Select(gap => (Cell[])[Time(gap.Before), Time(gap.After), Cell.Count(gap.Missing)])]));
    }

    private static IEnumerable<ReportBlock> Messages(IReadOnlyList<RunMessage> messages)
    {
        if (messages.Count == 0)
            yield break;
        var groups = messages.GroupBy(message => (message.Severity, message.Text)).OrderByDescending(group => group.Count()).ThenBy(group => group.Key.Text, StringComparer.Ordinal).ToList();
        yield return new TableBlock(new ReportTable(
            "messages",
            groups.Count > Shown ? $"Messages of the run; the {Shown} most frequent of {Words.Count(groups.Count)}." : "Messages of the run.",
            ["Severity", "Message", "Times", "First (UTC)", "Last (UTC)"],
            [.. groups.Take(Shown).Select(group => (Cell[])
            [
                Cell.Text(group.Key.Severity),
                Cell.Text(group.Key.Text),
                Cell.Count(group.Count()),
                Cell.Time(group.Min(message => message.Time)),
                Cell.Time(group.Max(message => message.Time)),
            ])]));
    }

    private static Cell Time(long ticks) => Cell.Time(new DateTime(ticks, DateTimeKind.Utc));
}
