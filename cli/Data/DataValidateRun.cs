using Serverless.Core.MarketData;
using Serverless.Core.MarketData.Quality;
using Serverless.Core.MarketData.Quality.Report;
using Spectre.Console;

namespace Serverless.Cli.Data;

/// <summary>Validates series and prints what was found.</summary>
internal static class DataValidateRun
{
    public static async Task<int> RunAsync(
        IAsyncEnumerable<ValidationInput> inputs, IReadOnlyList<string> symbols, QualityThresholds thresholds, string? htmlFolder, bool json, IndexMembers? members = null)
    {
        var pages = htmlFolder is null ? null : new ValidationPages(htmlFolder, thresholds);
        List<QualityReport> reports = [];
        List<UnreadSource> unread = [];
        await foreach (var input in inputs)
        {
            if (symbols.Count > 0 && !symbols.Contains(input.Symbol, StringComparer.OrdinalIgnoreCase))
                continue;
            if (input.Series is not { } series)
            {
                unread.Add(new UnreadSource(input.Source, input.Issues[^1].Reason));
                continue;
            }

            var report = QualityReport.Create(series, input.Market, input.Source, thresholds, ImportPolicy.Default, input.Counts, input.Issues);
            reports.Add(report);
            pages?.Add(report, series);
            if (!json)
                Write(Consoles.Output, ColourOf(report), QualityText.Write(report));
        }

        if (reports.Count + unread.Count == 0)
            throw new CommandException(symbols.Count == 0 ? "There are no bars to validate." : $"There are no bars of {string.Join(" or ", symbols)}.", ExitCode.Usage);
        var document = new QualityDocument(reports, unread, members?.HoldAgainst(reports));
        if (json)
            Console.WriteLine(QualityJson.Write(document));
        foreach (var source in unread.Where(_ => !json))
            Consoles.Output.MarkupLineInterpolated($"[red]{source.Source}: {source.Reason}[/]");
        if (document.Survivorship is { } survivorship && !json)
            Write(Consoles.Output, survivorship.Check.Uncovered.Count == 0 ? "green" : "yellow", SurvivorshipText.Write(survivorship));
        if (pages?.Finish(document.Survivorship) is { } start)
            Consoles.Error.MarkupLineInterpolated($"Pages: {start}");
        return document.IsAccepted ? ExitCode.Success : ExitCode.VerificationFailed;
    }

    private static string ColourOf(QualityReport report) => report.Verdict switch
    {
        null => "green",
        DefectAction.RefuseFile => "red",
        DefectAction.Flag => "blue",
        _ => "yellow",
    };

    private static void Write(IAnsiConsole console, string colour, string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        console.MarkupLine($"[{colour}]{Markup.Escape(text[..end])}[/]");
        console.Write(new Text(text[(end + 1)..]));
    }
}
