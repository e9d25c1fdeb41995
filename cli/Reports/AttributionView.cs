using System.Globalization;
using Serverless.Core.Reporting.Attribution;
using Serverless.Core.Reporting.Documents;
using Spectre.Console;

namespace Serverless.Cli.Reports;

/// <summary>An explanation for people, step by step.</summary>
internal static class AttributionView
{
    public static void Write(PositionExplanation why)
    {
        var decision = why.Decision;
        var output = Consoles.Output;
        output.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[bold]{why.Asset}[/], by the decision of {decision.Time:yyyy-MM-dd HH:mm} UTC");
        output.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"net asset value {decision.Value:N2}, {decision.Drawdown:P1} below its peak{(decision.InDrawdown ? ", the drawdown limit acts" : "")}; {string.Join(", ", decision.Regimes)}");
        if (why.Wishes.Count == 0)
            output.MarkupLine("No model wants it.");
        else
            output.Write(Wishes(why));
        if (why.Limits.Count > 0)
            output.Write(Limits(why));
        if (why is { Held: { } held, Planned: { } planned })
            output.MarkupLineInterpolated($"held before {Share(held)}, after the trades planned {Share(planned)}");
        foreach (var skip in why.Skips)
            output.MarkupLineInterpolated($"[yellow]left out[/] {(skip.Model.Length > 0 ? $"{skip.Model}: " : "")}{skip.Reason}");
        foreach (var holding in why.Holdings)
            output.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{holding.Model} holds {holding.Units:G7} units, {Share(holding.Weight)}, at {holding.Time:yyyy-MM-dd HH:mm} UTC");
        if (why.Holdings.Count == 0)
            output.MarkupLine("Nothing of it is held.");
    }

    private static Table Wishes(PositionExplanation why)
    {
        var table = Table("model", "wishes, of budget", "budget", "asks for, of NAV", "after limits");
        foreach (var wish in why.Wishes)
            table.AddRow(Markup.Escape(wish.Model), Share(wish.Wish), Share(wish.Budget), Share(wish.Asked), Share(wish.Allowed));
        table.AddRow("all, netted", "", "", Share(why.Asked), Share(why.Allowed));
        return table;
    }

    private static Table Limits(PositionExplanation why)
    {
        var table = Table("limit", "of", "allows", "found", $"{Markup.Escape(why.Asset)} before", "after");
        foreach (var step in why.Limits)
            table.AddRow(Markup.Escape(step.Limit), Markup.Escape(step.Subject), Share(step.Allowed), Share(step.Figure), Share(step.Before), Share(step.After));
        return table;
    }

    private static Table Table(params ReadOnlySpan<string> headings)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in headings)
            table.AddColumn(new TableColumn(heading) { Alignment = table.Columns.Count == 0 ? Justify.Left : Justify.Right, NoWrap = true });
        return table;
    }

    private static string Share(double value) => CellText.Number(CellKind.Percent, value);
}
